-- A program that reads its own orders alone gets all of them, however many others came since.
CREATE INDEX orders_of_sender ON orders (placed_by, number);
