/** Dragging a category onto a station with the mouse. */
import { useState } from 'react';
import type { DragEvent } from 'react';
import type { LayoutCategory } from '../../../../src-shared/live/snapshot';

/** Type of the dragged data; no other program uses it. */
const CATEGORY = 'application/x-comanda-category';
const LOOSE = 'loose';

export type DropTarget = {
  /** A category is dragged over this target. */
  readonly isOver: boolean;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
};

export function startDrag(event: DragEvent, category: LayoutCategory): void {
  event.dataTransfer.setData(CATEGORY, category.id);
}

/** Makes drop targets; `onSend` gets the category and the ids of its new stations. */
export function useCategoryDrop(
  categories: readonly LayoutCategory[],
  isOwner: boolean,
  onSend: (category: LayoutCategory, to: readonly string[]) => void,
): (stationId: string | null) => DropTarget {
  const [over, setOver] = useState<string | null>(null);
  return (stationId) => ({
    isOver: over === (stationId ?? LOOSE),
    handlers: {
      onDragOver: (event) => {
        if (!isOwner || !event.dataTransfer.types.includes(CATEGORY)) return;
        event.preventDefault();
        setOver(stationId ?? LOOSE);
      },
      onDragLeave: () => setOver(null),
      onDrop: (event) => {
        setOver(null);
        const category = categories.find(({ id }) => id === event.dataTransfer.getData(CATEGORY));
        if (!category) return;
        event.preventDefault();
        onSend(category, stationId === null ? [] : [stationId]);
      },
    },
  });
}
