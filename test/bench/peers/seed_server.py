"""The seeds' design as they describe it: asyncio intake, a multiprocessing queue, workers that share one SQLite file under a Lock.
Written from their text, with the simulated work set to 0 s. It answers before anything is stored, as they do."""
import asyncio
import json
import multiprocessing as mp
import os
import sqlite3
import sys
import time

DB = sys.argv[2]


def store(sql, values):
    connection = sqlite3.connect(DB)
    connection.execute(sql, values)
    connection.commit()
    connection.close()


def worker(queue, lock):
    while True:
        order = queue.get()
        if order is None:
            return
        with lock:
            store('INSERT INTO pedidos VALUES (?, ?, ?, ?, ?, ?, NULL)',
                  (order['id'], order['cliente'], json.dumps(order['productos']), order.get('direccion'), 'en proceso', time.time()))
        with lock:
            store("UPDATE pedidos SET estado = 'listo', fecha_fin = ? WHERE id = ?", (time.time(), order['id']))


async def main(queue):
    async def serve(reader, writer):
        try:
            while line := await reader.readline():
                order = json.loads(line)
                if order.get('consulta'):
                    done = sqlite3.connect(DB).execute("SELECT count(*) FROM pedidos WHERE estado = 'listo'").fetchone()[0]
                    writer.write(json.dumps({'listos': done}).encode() + b'\n')
                else:
                    queue.put(order)
                    writer.write(json.dumps({'status': 'recibido', 'clave': order['id']}).encode() + b'\n')
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()

    server = await asyncio.start_server(serve, '127.0.0.1', int(sys.argv[1]))
    print('ready', flush=True)
    async with server:
        await server.serve_forever()


if __name__ == '__main__':
    if os.path.exists(DB):
        os.remove(DB)
    store('CREATE TABLE pedidos (id TEXT PRIMARY KEY, cliente TEXT, productos TEXT, direccion TEXT, estado TEXT, fecha_inicio REAL, fecha_fin REAL)', ())
    jobs, guard = mp.Queue(), mp.Lock()
    pool = [mp.Process(target=worker, args=(jobs, guard), daemon=True) for _ in range(2)]
    for process in pool:
        process.start()
    asyncio.run(main(jobs))
