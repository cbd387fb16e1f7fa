import Diagnostics
import Entities
import Formats
import Values

extension Recogniser {
  /// The declaration by which an export can be read as what it was recognised, or nil when that is not
  /// clear.
  func source(
    _ name: String, _ sniffed: Sniffed, _ csv: SampledCSV?, _ tables: [SampledTable],
    _ matches: [EntityMatch?], _ recognised: inout [StreamRecognition]
  ) -> Source? {
    guard let main = matches.firstIndex(where: { $0 != nil }) else { return nil }
    // Records around the first that were recognised say nothing.
    var numbers: [Int: Int] = [:]
    var streams: [SourceStream] = []
    for (number, match) in matches.enumerated() {
      guard let match else { continue }
      let parent = tables[number].parent.flatMap { numbers[$0] }
      if number != main, parent == nil { continue }
      numbers[number] = streams.count
      recognised[number].sourceStream = streams.count
      streams.append(
        SourceStream(
          entity: match.entity, parent: parent,
          path: parent == nil
            ? tables[number].path : sniffed.streams[number].pathInParent ?? tables[number].path,
          fields: fields(
            of: match, tables[number], parent: tables[number].parent.flatMap { matches[$0] })
        ))
    }
    var source = Source(
      id: identifier(name), title: name, patterns: [],
      format: Source.Format(rawValue: sniffed.format.rawValue)!, streams: streams,
      place: Place(file: name))
    if let csv { add(csv, sniffed, matches[main]!, to: &source) }
    return source
  }

  private func fields(
    of match: EntityMatch, _ table: SampledTable, parent: EntityMatch?
  ) -> [SourceField] {
    match.fields.sorted { $0.key < $1.key }.compactMap { number, columns in
      let place = Place(file: table.path)
      guard let first = columns.first else {
        return inherited(number, of: match, parent).map {
          SourceField(field: number, from: "../" + $0, place: place)
        }
      }
      let names = columns.map { [uniqueName($0.number, table.names)] }
      return SourceField(
        field: number, from: names, words: match.words[number] ?? [:], times: first.factor,
        place: place)
    }
  }

  /// The path, in the record around, of the value by which these records name it.
  private func inherited(
    _ field: Int, of match: EntityMatch, _ parent: EntityMatch?
  ) -> String? {
    guard let parent else { return nil }
    for number in model.relations(from: match.entity)
    where model.relations[number].to == parent.entity {
      for pair in model.relations[number].on where pair.near == field {
        return parent.fields[pair.far]?.first.map { parent.columns[$0.number].name }
      }
    }
    return nil
  }

  /// A name that stands in the header several times is asked for by its number.
  private func uniqueName(_ column: Int, _ names: [String]) -> String {
    let same = names.indices.filter { names[$0] == names[column] }
    guard same.count > 1, let index = same.firstIndex(of: column) else { return names[column] }
    return "\(names[column])#\(index + 1)"
  }

  private func add(
    _ csv: SampledCSV, _ sniffed: Sniffed, _ match: EntityMatch, to source: inout Source
  ) {
    source.dialect = sniffed.dialect ?? CSVDialect()
    source.dialect.headerRow = csv.headerRow
    source.dialect.headerRowCount = csv.headerRowCount
    let entity = model.entities[match.entity]
    if let row = csv.totalRows.first {
      let sums = match.fields.filter { field, columns in
        guard entity.fields[field].type == .number, let column = columns.first?.number else {
          return false
        }
        return csv.totalRows.contains { row in
          column < row.cells.count && row.cells[column].withBytes { NumberText.read($0) } != nil
        }
      }
      source.totals = TotalsRow(
        column: uniqueName(row.column, csv.table.names),
        words: csv.totalWords(dictionary.totalWords, areSubtotals: false),
        subtotalWords: csv.totalWords(dictionary.subtotalWords, areSubtotals: true),
        sums: sums.keys.sorted())
    }
    source.fillDown = fillDown(csv.table, match, entity)
  }

  /// Where the first key is left empty together with other columns, below a row that has them, cells
  /// were merged.
  private func fillDown(
    _ table: SampledTable, _ match: EntityMatch, _ entity: Entity
  ) -> FillDown? {
    guard let key = entity.key.first, let column = match.fields[key]?.first?.number else {
      return nil
    }
    func isEmpty(_ row: [String], _ column: Int) -> Bool {
      column >= row.count || row[column].isEmpty
    }
    let gaps = table.rows.filter { isEmpty($0, column) }
    guard !gaps.isEmpty, let first = table.rows.first, !isEmpty(first, column) else { return nil }
    let filled = match.fields.compactMap { field, columns -> Int? in
      guard field != key, let other = columns.first?.number,
        gaps.allSatisfy({ isEmpty($0, other) }),
        table.rows.contains(where: { !isEmpty($0, other) })
      else { return nil }
      return field
    }
    return FillDown(by: key, fields: filled.sorted())
  }

  /// A file's name as an id: without ending and digits of dates.
  private func identifier(_ name: String) -> String {
    let stem = name.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? name
    let parts = stem.lowercased().split { !$0.isLetter && !$0.isNumber }
    let kept = parts.filter { !$0.allSatisfy(\.isNumber) }
    return kept.isEmpty ? stem.lowercased() : kept.joined(separator: "-")
  }
}
