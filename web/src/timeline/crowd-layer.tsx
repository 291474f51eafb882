import { pieceAt } from './crowd.ts';
import { beginDrag, timeUnder } from './gestures.ts';
import type { Piece, Row } from './pieces.ts';
import { focusPiece } from './roving.ts';

type CrowdProps = { readonly row: Row; readonly onChoose: (piece: Piece, x: number | null) => void };

/** Under the elements of a crowded row: makes what is only painted there answer to a mouse and a finger. */
export function CrowdLayer({ row, onChoose }: CrowdProps) {
  const under = (element: Element, x: number): Piece | null =>
    pieceAt(row.pieces, timeUnder(x, element.getBoundingClientRect().left) * 1000);
  return (
    // By keyboard: arrow keys go from piece to piece, whatever is an element.
    <div
      className="crowd"
      aria-hidden="true"
      onPointerDown={(event) => {
        const { currentTarget, clientX, pointerType } = event;
        const piece = under(currentTarget, clientX);
        // A finger scrolls; its click chooses.
        if (piece === null || pointerType !== 'mouse') return;
        const choose = (): void => {
          onChoose(piece, clientX);
          focusPiece(piece.id);
        };
        const isMain = row.kind === 'video';
        if (isMain && piece.clip === null) choose();
        else beginDrag(event, { kind: isMain ? 'piece' : 'side', piece, row }, choose);
      }}
      onClick={({ currentTarget, clientX, nativeEvent }) => {
        const isFinger = nativeEvent instanceof PointerEvent && nativeEvent.pointerType !== 'mouse';
        const piece = isFinger ? under(currentTarget, clientX) : null;
        if (piece === null) return;
        onChoose(piece, clientX);
        focusPiece(piece.id);
      }}
    />
  );
}
