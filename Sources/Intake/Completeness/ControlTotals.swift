import Entities
import Tables
import Values

extension Dataset {
  /// The records of stated totals: those that exports state in rows of their own, and those that
  /// control files state, each with what was read.
  ///
  /// What a control file states of a field is from then on a total of that export as well.
  ///
  /// - Parameters:
  ///   - stated: what control files state, as it was read.
  ///   - sum: the sum of a field of an export's records.
  mutating func controlTotals(
    _ entity: Int, stating stated: Table?, sum: (_ field: Int, _ export: Int) -> Decimal128
  ) -> Table {
    var table = EntityTable(model.entities[entity])
    for (number, export) in exports.enumerated() {
      for total in export.controlTotals {
        let field = model.entities[export.source.streams[0].entity].fields[total.field]
        table.add(
          [
            "file": .text(export.file), "field": .text(field.name),
            "stated at": .text("\(export.file):\(total.line)"),
            "stated amount": .number(total.stated), "read amount": .number(total.computed),
          ], at: Position(export: number, record: 0, line: total.line, byte: 0))
      }
    }
    if let stated { addStated(stated, entity, to: &table, sum) }
    return table.finished
  }

  /// Adds what control files state.
  private mutating func addStated(
    _ stated: Table, _ entity: Int, to table: inout EntityTable,
    _ sum: (_ field: Int, _ export: Int) -> Decimal128
  ) {
    func column(_ name: String) -> Column? {
      model.entities[entity].field(named: name).flatMap { stated.columns[$0] }
    }
    let (files, fields) = (column("file"), column("field"))
    let (records, amounts) = (column("stated records"), column("stated amount"))
    for row in 0..<stated.rowCount {
      let position = stated.positions[row]
      let file = files?.textIfPresent(at: row)
      let named = file.flatMap { file in
        exports.firstIndex { lastName(of: $0.file) == lastName(of: file) }
      }
      // What a copy holds was read from the file that it repeats.
      let export = named.map { exports[$0].copyOf ?? $0 }
      let field = export.flatMap { summedField(of: $0, named: fields?.textIfPresent(at: row)) }
      let read = export.flatMap { export in field.map { sum($0, export) } } ?? .zero
      let name = field.map {
        model.entities[exports[export!].source.streams[0].entity].fields[$0].name
      }
      let statedRecords = records?.decimalIfPresent(at: row)
      let statedAmount = amounts?.decimalIfPresent(at: row)
      if let export, let field, let statedAmount {
        exports[export].controlTotals.append(
          StatedTotal(
            file: fileName(of: position), field: field, stated: statedAmount, computed: read,
            line: position.line))
      }
      table.add(
        [
          "file": .init(named.map { exports[$0].file } ?? file),
          "field": .text(fields?.textIfPresent(at: row) ?? name ?? "—"),
          "stated at": .text("\(fileName(of: position)):\(position.line)"),
          "stated records": .init(statedRecords),
          // Of a file that is not there nothing was read.
          "read records": .count(export.map { exports[$0].recordCounts[0] } ?? 0),
          "stated amount": .init(statedAmount),
          "read amount": statedAmount != nil && (field != nil || export == nil)
            ? .number(read) : .nothing,
        ], at: position)
    }
  }

  /// The field whose sum a control file states: the one that it names, by name or label, else the
  /// first that the export's own totals row sums up, else the only one that is a number.
  private func summedField(of export: Int, named name: String?) -> Int? {
    let source = exports[export].source
    let entity = model.entities[source.streams[0].entity]
    guard let name else {
      let numbers = source.streams[0].fields.map(\.field)
        .filter { entity.fields[$0].type == .number }
      return source.totals?.sums.first ?? (numbers.count == 1 ? numbers[0] : nil)
    }
    return entity.fields.firstIndex { field in
      field.type == .number && (field.name == name || field.label.all.contains(name))
    }
  }

  func sum(of field: Int, in export: Int) -> Decimal128 {
    guard let table = tables[exports[export].source.streams[0].entity],
      let column = table.columns[field]
    else { return .zero }
    let rows = (0..<table.rowCount).filter { table.positions[$0].export == export }
    guard let first = rows.first, let last = rows.last else { return .zero }
    return column.sum(first..<last + 1) ?? .zero
  }

  private func lastName(of path: String) -> Substring {
    path.split(separator: "/").last ?? path[...]
  }
}

extension Column {
  fileprivate func textIfPresent(at row: Int) -> String? {
    state(at: row) == .present ? text(at: row) : nil
  }

  fileprivate func decimalIfPresent(at row: Int) -> Decimal128? {
    state(at: row) == .present ? decimal(at: row) : nil
  }
}
