import Diagnostics
import Entities
import Formats

/// Reads the page of a pack: a section for each rule under `## <id>`, with examples in fenced blocks.
///
/// A block opens with ` ```examples`. Each table begins with a line of its entity and fields, the records
/// below it; before a record of the rule's subject stands what the rule must say:
///
///     order    | id | contract id | total
///     pass     | A1 | C1          | 100.00
///     fail     | A2 | C1          | 100.02
///     contract | id | total
///              | C1 | 100.00
struct PageReading {
  let file: DeclarationFile
  let model: Model
  let reader: DeclarationReader

  func pages() -> [RulePage] {
    var pages: [RulePage] = []
    var block: (start: Int, lines: [Substring])?
    let lines = String(decoding: file.text, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      if var open = block {
        if line.hasPrefix("```") {
          block = nil
          if !pages.isEmpty, let example = example(open.lines, from: open.start) {
            pages[pages.count - 1].examples.append(example)
          }
        } else {
          open.lines.append(line)
          block = open
        }
      } else if line.hasPrefix("```examples") {
        block = (number + 1, [])
      } else if line.hasPrefix("## ") {
        let name = String(line.dropFirst(3)).trimmingBlanks
        pages.append(RulePage(rule: name, text: "", place: place(number), examples: []))
        continue
      }
      if !pages.isEmpty { pages[pages.count - 1].text += line + "\n" }
    }
    if let block {
      reader.report(
        Diagnostic(
          "open-block", at: place(block.start - 1), "this block of examples is not closed",
          help: "end it with a line of ```"))
    }
    return pages
  }

  private func place(_ line: Int, column: Int = 1) -> Place {
    Place(file: file.name, line: line + 1, column: column)
  }

  private func example(_ lines: [Substring], from start: Int) -> RuleExample? {
    var tables: [ExampleTable] = []
    for (offset, line) in lines.enumerated() {
      let cells = cells(of: line, at: start + offset)
      guard let first = cells.first, cells.contains(where: { !$0.text.isEmpty }) else { continue }
      if let entity = model.entity(named: first.text) {
        guard let table = header(entity, cells.dropFirst()) else { return nil }
        tables.append(table)
      } else if tables.isEmpty {
        reader.report(model.unknownEntity(first.text, at: first.place))
        return nil
      } else if let row = row(cells, of: tables[tables.count - 1]) {
        tables[tables.count - 1].rows.append(row)
      } else {
        return nil
      }
    }
    return RuleExample(tables: tables, place: place(start - 1))
  }

  private struct Cell {
    var text: String
    var place: Place
  }

  private func cells(of line: Substring, at number: Int) -> [Cell] {
    var column = 1
    return line.split(separator: "|", omittingEmptySubsequences: false).map { part in
      let blanks = part.prefix { $0 == " " }.count
      defer { column += part.unicodeScalars.count + 1 }
      return Cell(
        text: String(part).trimmingBlanks, place: place(number, column: column + blanks))
    }
  }

  private func header(_ entity: Int, _ cells: ArraySlice<Cell>) -> ExampleTable? {
    var table = ExampleTable(entity: entity, fields: [], rows: [])
    for cell in cells {
      guard let field = model.entities[entity].field(named: cell.text) else {
        let names = model.entities[entity].fields.map(\.name)
        reader.report(
          Diagnostic(
            "unknown-field", at: cell.place,
            "'\(model.entities[entity].name)' has no field '\(cell.text)'",
            help: Suggestion.help(for: cell.text, among: names)))
        return nil
      }
      table.fields.append(field)
    }
    return table
  }

  private func row(_ cells: [Cell], of table: ExampleTable) -> ExampleTable.Row? {
    let entity = model.entities[table.entity]
    guard cells.count <= table.fields.count + 1 else {
      reader.report(
        Diagnostic(
          "wrong-cell-count", at: cells[table.fields.count + 1].place,
          "this record of '\(entity.name)' has more values than its table has fields"))
      return nil
    }
    var row = ExampleTable.Row(outcome: nil, cells: [], place: cells[0].place)
    if !cells[0].text.isEmpty {
      guard let outcome = ExampleOutcome(rawValue: cells[0].text) else {
        reader.report(
          .unknownWord(
            cells[0].text, at: cells[0].place, "what a rule says",
            ExampleOutcome.allCases.map(\.rawValue)))
        return nil
      }
      row.outcome = outcome
    }
    for (field, cell) in zip(table.fields, cells.dropFirst()) {
      guard let value = value(cell, of: entity.fields[field]) else { return nil }
      row.cells.append(value)
    }
    while row.cells.count < table.fields.count { row.cells.append(.empty) }
    return row
  }

  private func value(_ cell: Cell, of field: Field) -> ExampleCell? {
    if cell.text.isEmpty { return .empty }
    if cell.text == "?" { return .unreadable }
    if let words = field.words, !words.contains(where: { $0.name == cell.text }) {
      reader.report(
        .unknownWord(cell.text, at: cell.place, "a value of '\(field.name)'", words.map(\.name)))
      return nil
    }
    if let value = TypedCell(cell.text, field.type) { return .value(value) }
    reader.report(
      Diagnostic(
        "wrong-type", at: cell.place,
        "'\(cell.text)' is no \(field.type.rawValue), as '\(field.name)' is",
        help: "write 12.50, true, 2025-09-30 or 2025-09-30 08:00:00; '?' for what cannot be read"))
    return nil
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " || text.last == "\r" { text.removeLast() }
    return String(text)
  }
}
