import Entities
import Intake

extension StreamRecognition {
  /// What is to be known of how the columns were taken, a sentence each.
  func notes(_ model: Model, isMasked: Bool = false) -> [String] {
    guard let entity else { return [] }
    func field(_ number: Int) -> String { model.entities[entity].fields[number].name }
    func isDate(_ number: Int) -> Bool {
      [.date, .dateTime].contains(model.entities[entity].fields[number].type)
    }
    return columns.compactMap { column in
      switch column.note {
      case .contradicted(let number):
        "'\(column.name)' bears a name of '\(field(number))', but its values are not of that type"
          + (isDate(number)
            ? "; say in a source declaration how its dates are written, such as dd.MM.yyyy" : "")
      case .fieldTaken(let number, let other):
        "'\(column.name)' could be '\(field(number))' as well, which is read from '\(other)'"
      case .alternative(let other): "'\(column.name)' is read where '\(other)' is empty"
      case .unknownWords(let words):
        "'\(column.name)' holds words the model does not know: "
          + (isMasked ? "\(words.count)" : words.joined(separator: ", ")) + "; "
          + "map them with 'values' in a source declaration"
      case nil: nil
      }
    }
  }
}

extension Recognition {
  /// How dates and numbers are read that could be others if they were read otherwise.
  var writingNotes: [String] {
    guard let source, source.isRecognised else { return [] }
    return (source.hasDecimalComma ? ["numbers have a comma before their decimals"] : [])
      + source.streams.flatMap(\.fields).compactMap { field in
        field.datePattern.map { "dates in '\(field.from)' are read as \($0.text)" }
      }
  }

  /// What is to be known of how an export is read that was recognised, a sentence each.
  ///
  /// - Parameter isMasked: whether what stands in the export is not to be told.
  func notes(_ model: Model, isMasked: Bool = false) -> [String] {
    var notes = streams.flatMap { $0.notes(model, isMasked: isMasked) }
    if ground != .name, let note = fillDownNote(model) { notes.append(note) }
    return notes + writingNotes + [unitNote].compactMap(\.self)
  }

  func fillDownNote(_ model: Model) -> String? {
    guard let fillDown = source?.fillDown, let entity = main?.entity else { return nil }
    let fields = ([fillDown.by] + fillDown.fields).map { model.entities[entity].fields[$0].name }
    return "empty cells are filled from above: \(fields.joined(separator: ", "))"
  }

  var unitNote: String? {
    statedUnit.map {
      "it says '\($0)' above the header, and no number was multiplied; declare 'times' if it should be"
    }
  }
}
