/// Texts without their escapes, beside a stretch of JSON in which they stand with them.
///
/// Cells count from the first of these texts until it is known where they will lie: behind the stretch.
final class UnescapedTexts {
  private(set) var bytes = GrowingBuffer<UInt8>(capacity: 1024)
  private var places = GrowingBuffer<CellPlace>(capacity: 64)

  /// A cell by its number; cells move while there come more of them.
  private struct CellPlace: BitwiseCopyable {
    var stream: Int
    var number: Int
    var isHidden: Bool
  }

  struct Mark: BitwiseCopyable {
    var bytes = 0
    var places = 0
  }

  var mark: Mark { Mark(bytes: bytes.count, places: places.count) }

  func truncate(to mark: Mark) {
    bytes.truncate(to: mark.bytes)
    places.truncate(to: mark.places)
  }

  /// Gives a cell the text of a string that holds escapes.
  func add(
    _ content: UnsafeBufferPointer<UInt8>, to cell: UnsafeMutablePointer<Cell>,
    of target: JSONPaths.Target, in builders: UnsafeMutablePointer<StreamBuilder>
  ) {
    let start = bytes.count
    JSONEscape.appendUnescaped(content, to: &bytes)
    cell.pointee.start = UInt32(truncatingIfNeeded: start)
    cell.pointee.length = UInt32(truncatingIfNeeded: bytes.count - start)
    let isHidden = target.slot >= builders[target.stream].batch.fieldCount
    let first =
      isHidden ? builders[target.stream].hidden.base : builders[target.stream].batch.cells.base
    places.append(
      CellPlace(stream: target.stream, number: cell - first, isHidden: isHidden))
  }

  /// Lets the cells count from the beginning of the stretch, which has so many bytes.
  func settle(behind byteCount: Int, in builders: UnsafeMutablePointer<StreamBuilder>) {
    for number in 0..<places.count {
      let place = places.base[number]
      let first =
        place.isHidden
        ? builders[place.stream].hidden.base : builders[place.stream].batch.cells.base
      first[place.number].start += UInt32(truncatingIfNeeded: byteCount)
    }
  }
}
