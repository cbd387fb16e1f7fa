import Diagnostics
package import Entities
package import Formats

/// What an export turned out to be.
package struct Recognition: Sendable {
  package enum Ground: Sendable, Hashable {
    /// Its name matches the patterns of a declared source.
    case name
    /// Its columns are those of a declared source.
    case columns
    /// Its columns bear names or labels of an entity's fields.
    case labels
  }

  package var source: Source
  package var ground: Ground
  /// How many of the source's columns the export has, and how many columns it has itself.
  package var matched: Int
  package var columnCount: Int
}

/// Finds out how exports are to be read from what they hold.
package struct Recogniser: Sendable {
  private let sources: [Source]
  private let model: Model

  package init(sources: [Source], model: Model) {
    self.sources = sources
    self.model = model
  }

  /// Returns what the export at `path` is, or nil when its columns say too little.
  ///
  /// A source whose pattern matches the name and whose format is right wins; then the source or entity
  /// with the most columns in the export, at least two. A draw is not decided.
  ///
  /// - Throws: when the file cannot be read or is of no known format.
  package func recognise(path: String, name: String) throws(FormatError) -> Recognition? {
    let sniffed = try sniff(file: path)
    let named = sources.first { source in
      source.format.rawValue == sniffed.format.rawValue
        && source.patterns.contains { matches(name, pattern: $0) }
    }
    var candidates = sources.filter { $0.format.rawValue == sniffed.format.rawValue }
      .map { declared($0, in: sniffed) }
    if let named, let found = candidates.first(where: { $0.source.id == named.id }),
      found.matched > 0
    {
      return Recognition(
        source: named, ground: .name, matched: found.matched, columnCount: found.columnCount)
    }
    candidates += labelled(sniffed)
    let best = candidates.map(\.matched).max() ?? 0
    guard best >= 2 else { return nil }
    let winners = candidates.filter { $0.matched == best }
    if winners.count == 1 { return winners[0] }
    let declaredWinners = winners.filter { $0.ground == .columns }
    return declaredWinners.count == 1 ? declaredWinners[0] : nil
  }

  /// How much of a declared source an export has. Fields that it lacks are not asked for.
  private func declared(_ source: Source, in sniffed: Sniffed) -> Recognition {
    var source = source
    let names: Set<String>
    if sniffed.format == .csv {
      let wanted = Set(source.streams[0].fields.map(\.from))
      names =
        sniffed.rows.map { Set($0.cells) }
        .max { $0.intersection(wanted).count < $1.intersection(wanted).count } ?? []
    } else {
      names = Set(
        sniffed.streams.filter { $0.path == source.streams[0].path }.flatMap(\.fields))
    }
    if sniffed.format == .csv {
      source.streams[0].fields.removeAll { !names.contains($0.from) }
    } else {
      // What was sniffed may be a part of the file: fields that it lacks may follow.
      for number in source.streams[0].fields.indices
      where !names.contains(source.streams[0].fields[number].from) {
        source.streams[0].fields[number].isOptional = true
      }
    }
    source.encoding = nil
    let matched = source.streams[0].fields.filter { names.contains($0.from) }.count
    return Recognition(
      source: source, ground: .columns, matched: matched, columnCount: names.count)
  }

  /// The entities that the columns of an export could be fields of, by their names and labels.
  private func labelled(_ sniffed: Sniffed) -> [Recognition] {
    let tables: [(path: String, names: [String])] =
      sniffed.format == .csv
      ? sniffed.rows.map { ("", $0.cells) }
      : sniffed.streams.filter { $0.parent == nil }.map { ($0.path, $0.fields) }
    return model.entities.indices.compactMap { entity in
      tables.map { labelled($0.names, path: $0.path, entity, sniffed) }
        .max { $0.matched < $1.matched }
    }
  }

  private func labelled(
    _ names: [String], path: String, _ entity: Int, _ sniffed: Sniffed
  ) -> Recognition {
    let place = Place(file: "")
    var fields: [SourceField] = []
    for (number, field) in model.entities[entity].fields.enumerated() {
      let labels = Set(([field.name] + field.aliases + field.label.all).map(plain))
      guard let name = names.first(where: { labels.contains(plain($0)) }) else { continue }
      fields.append(SourceField(field: number, from: name, place: place))
    }
    let format = Source.Format(rawValue: sniffed.format.rawValue)!
    let source = Source(
      id: model.entities[entity].name, title: "", patterns: [], format: format,
      delimiter: sniffed.delimiter,
      streams: [SourceStream(entity: entity, path: path, fields: fields)], place: place)
    return Recognition(
      source: source, ground: .labels, matched: fields.count, columnCount: names.count)
  }

  /// A column's name without case, blanks, the mark of a required field, and a unit in brackets.
  private func plain(_ name: String) -> String {
    var text = name.lowercased().filter { !$0.isWhitespace && $0 != "*" && $0 != "_" }
    for (open, close) in [("(", ")"), ("（", "）")] {
      guard text.hasSuffix(close), let start = text.lastIndex(of: Character(open)),
        start != text.startIndex
      else { continue }
      text = String(text[..<start])
    }
    return text
  }
}
