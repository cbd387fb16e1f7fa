extension Table {
  /// Some rows with some fields; other fields that are there are there and not kept.
  func selected(_ rows: RowSelection, fields: Set<Int>) -> Table {
    if case .all = rows {
      var table = self
      for field in columns.indices where !fields.contains(field) && columns[field] != nil {
        table.columns[field] = Column(unkept: rowCount)
      }
      return table
    }
    let count = rows.count(of: rowCount)
    let part = rows.part(0..<rowCount) ?? .range(0..<0)
    precondition(part.count == count, "rows that are selected are there")
    let selected = columns.enumerated().map { field, column in
      column.map { fields.contains(field) ? $0.selected(part) : Column(unkept: count) }
    }
    var chosen = PositionColumn()
    chosen.append(positions, part, from: 0)
    return Table(rowCount: count, columns: selected, positions: chosen)
  }
}

extension Column {
  /// The values of some rows.
  fileprivate func selected(_ part: RowPart) -> Column {
    guard isKept else { return Column(unkept: part.count) }
    var states: [CellState] = []
    if !self.states.isEmpty { states = self.states.selected(part) }
    let storage: Storage =
      switch self.storage {
      case .text(let texts): .text(texts.selected(part))
      case .dictionary(let ids, let entries):
        .dictionary(ids: ids.selected(part), entries: entries)
      case .numbered(let texts):
        .numbered(NumberedTexts(texts, numbers: texts.numbers.selected(part)))
      case .small(let values, let scale): .small(values: values.selected(part), scale: scale)
      case .scaled(let values, let scale): .scaled(values: values.selected(part), scale: scale)
      case .decimals(let values): .decimals(values.selected(part))
      case .booleans(let values): .booleans(values.selected(part))
      case .dates(let values): .dates(values.selected(part))
      case .dateTimes(let values, let offsets):
        .dateTimes(
          nanoseconds: values.selected(part),
          offsets: offsets.isEmpty ? [] : offsets.selected(part))
      }
    return Column(storage: storage, states: states)
  }
}

extension TextColumn {
  fileprivate func selected(_ part: RowPart) -> TextColumn {
    var texts = TextColumn()
    part.forEach(from: 0) { row in withUTF8(at: row) { texts.append(utf8: $0) } }
    return texts
  }
}

extension Array where Element: BitwiseCopyable {
  fileprivate func selected(_ part: RowPart) -> [Element] {
    withUnsafeBufferPointer { values in
      var chosen: [Element] = []
      chosen.reserveCapacity(part.count)
      chosen.append(values, part, from: 0)
      return chosen
    }
  }
}
