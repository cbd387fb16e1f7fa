extension ColumnBuilder {
  /// The column of what was added since the last cut; nothing of it is here any more. Words keep their numbers.
  public mutating func cut() -> Column {
    let column = finished()
    if kind == .words {
      (ids, states) = ([], [])
      count = 0
    } else {
      self = ColumnBuilder(kind: kind)
    }
    return column
  }
}
