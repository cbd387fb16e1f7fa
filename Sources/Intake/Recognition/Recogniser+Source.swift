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
      if number != main, parent == nil, tables[number].parent != nil { continue }
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
      id: Source.identifier(ofFile: name), title: name, patterns: [],
      format: Source.Format(rawValue: sniffed.format.rawValue)!, streams: streams,
      place: Place(file: name))
    source.isRecognised = true
    if let csv { add(csv, sniffed, matches[main]!, to: &source) }
    return source
  }

  private func fields(
    of match: EntityMatch, _ table: SampledTable, parent: EntityMatch?
  ) -> [SourceField] {
    let called = table.names.numbered
    return match.fields.sorted { $0.key < $1.key }.compactMap { number, columns in
      let place = Place(file: table.path)
      guard let first = columns.first else {
        return inherited(number, of: match, parent).map {
          SourceField(field: number, from: "../" + $0, place: place)
        }
      }
      let names = columns.map { [called[$0.number]] }
      return SourceField(
        field: number, from: names,
        datePattern: datePattern(of: number, columns.map(\.number), match, table),
        words: match.words[number] ?? [:], times: first.factor, place: place)
    }
  }

  /// How all columns of a field of dates write them, where it is not one of the common forms.
  private func datePattern(
    of field: Int, _ columns: [Int], _ match: EntityMatch, _ table: SampledTable
  ) -> DatePattern? {
    let type = model.entities[match.entity].fields[field].type
    guard type == .date || type == .dateTime else { return nil }
    let patterns = Set(columns.map { table.profiles[$0].datePattern })
    return patterns.count == 1 ? patterns.first! : nil
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

  private func add(
    _ csv: SampledCSV, _ sniffed: Sniffed, _ match: EntityMatch, to source: inout Source
  ) {
    source.dialect = sniffed.dialect ?? CSVDialect()
    source.dialect.headerRow = csv.headerRow
    source.dialect.headerRowCount = csv.headerRowCount
    let entity = model.entities[match.entity]
    source.hasDecimalComma = csv.hasDecimalComma(match.fields.values.flatMap { $0.map(\.number) })
    // Wherever a word of totals was seen, and where it usually stands: a sample does not hold all rows.
    let names = csv.table.names.numbered
    let columns = Set(csv.totalRows.map(\.column) + [0, 1] + (keyColumn(of: match, entity) ?? []))
    source.totals = TotalsRow(
      columns: columns.filter { $0 < names.count && !names[$0].isEmpty }.sorted().map { names[$0] },
      words: dictionary.totalWords, subtotalWords: dictionary.subtotalWords,
      sums: sums(csv, match, entity, hasDecimalComma: source.hasDecimalComma))
    if source.totals?.columns.isEmpty == true || dictionary.totalWords.isEmpty {
      source.totals = nil
    }
    source.fillDown = fillDown(csv.table, match, entity)
  }

  private func keyColumn(of match: EntityMatch, _ entity: Entity) -> [Int]? {
    entity.key.first.flatMap { match.fields[$0] }?.map(\.number)
  }

  /// The fields of numbers that rows of totals have numbers for.
  private func sums(
    _ csv: SampledCSV, _ match: EntityMatch, _ entity: Entity, hasDecimalComma: Bool
  ) -> [Int] {
    let numbers = match.fields.keys.sorted().filter {
      entity.fields[$0].type == .number && match.fields[$0]?.isEmpty == false
    }
    if csv.totalRows.isEmpty { return [] }
    return numbers.filter { field in
      let column = match.fields[field]![0].number
      return csv.totalRows.contains { row in
        guard column < row.cells.count else { return false }
        return row.cells[column].withBytes { cell in
          NumberText.read(cell, hasDecimalComma: hasDecimalComma) != nil
        }
      }
    }
  }

  /// Where the number of an order is left empty below a row that has it, beside values of the line,
  /// cells were merged. Only lines are written so: an order without a number is a fault.
  private func fillDown(
    _ table: SampledTable, _ match: EntityMatch, _ entity: Entity
  ) -> FillDown? {
    guard entity.key.count > 1, let key = entity.key.first,
      let column = match.fields[key]?.first?.number
    else { return nil }
    func isEmpty(_ row: [String], _ column: Int) -> Bool {
      column >= row.count || row[column].isEmpty
    }
    let gaps = table.rows.filter { isEmpty($0, column) }
    guard !gaps.isEmpty, let first = table.rows.first, !isEmpty(first, column),
      gaps.allSatisfy({ $0.count { !$0.isEmpty } >= 2 })
    else { return nil }
    let filled = match.fields.compactMap { field, columns -> Int? in
      guard !entity.key.contains(field), let other = columns.first?.number,
        gaps.allSatisfy({ isEmpty($0, other) }),
        table.rows.contains(where: { !isEmpty($0, other) })
      else { return nil }
      return field
    }
    return FillDown(by: key, fields: filled.sorted())
  }
}

extension Source {
  /// A file's name as an id: without its ending and the digits of dates.
  package static func identifier(ofFile name: String) -> String {
    let stem = name.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? name
    let parts = stem.lowercased().split { !$0.isLetter && !$0.isNumber }
    let kept = parts.filter { !$0.allSatisfy(\.isNumber) }
    return kept.isEmpty ? stem.lowercased() : kept.joined(separator: "-")
  }
}
