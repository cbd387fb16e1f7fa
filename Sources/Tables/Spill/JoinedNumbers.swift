/// The segments of several exports one behind the other, in which numbers have the decimal places that those of one
/// column in memory would have.
struct JoinedNumbers {
  private(set) var segments: [SpilledSegment]
  /// For each field the scale of numbers that are kept as integers.
  private(set) var scales: [Int]

  /// - Parameter parts: those that have records.
  init(
    _ parts: [SpilledPart], _ kinds: [ColumnBuilder.Kind], in folder: SpillFolder
  ) throws(SpillFault) {
    segments = parts.flatMap(\.segments)
    scales = kinds.indices.map { field in parts.map { $0.numbers[field].scale }.max() ?? 0 }
    guard parts.count > 1 else { return }
    for field in kinds.indices where kinds[field] == .number {
      let fit = parts.allSatisfy { $0.numbers[field].fits(scales[field]) }
      if !fit || segments.contains(where: { $0.columns[field].hasDecimals }) {
        try join(parts, field, in: folder)
      }
    }
  }

  /// Writes a field anew: some number is too large to be kept as most are, and how others are follows from where it is.
  private mutating func join(
    _ parts: [SpilledPart], _ field: Int, in folder: SpillFolder
  ) throws(SpillFault) {
    let buffer = SpillBuffer()
    var builder = ColumnBuilder(kind: .number)
    var number = 0
    for part in parts {
      try part.forEachSegment(of: field) { _, column in
        for row in 0..<column.count {
          let state = column.state(at: row)
          if state == .present {
            builder.append(column.decimal(at: row))
          } else {
            builder.appendMissing(state)
          }
        }
        segments[number].columns[field] = StoredColumn(builder.cut(), to: folder, through: buffer)
        number += 1
      }
    }
    scales[field] = builder.numberShape.scale
  }
}

extension StoredColumn {
  fileprivate var hasDecimals: Bool { if case .stored(_, .decimals) = self { true } else { false } }
}
