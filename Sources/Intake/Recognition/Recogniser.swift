import Diagnostics
package import Entities
package import Formats

/// Finds out how exports are to be read from what they hold.
package struct Recogniser: Sendable {
  private let sources: [Source]
  let model: Model
  private let aliases: Aliases
  let dictionary: HeaderDictionary

  package init(sources: [Source], model: Model, aliases: Aliases) {
    self.sources = sources
    self.model = model
    self.aliases = aliases
    dictionary = HeaderDictionary(model: model, aliases: aliases)
  }

  /// Returns what the export at `path` is, as far as it tells.
  ///
  /// A source whose pattern matches the name wins, then one whose outermost element is that of the
  /// export; then the source with the most columns in it, or the entity of which the columns bear the
  /// names, whichever reads more of them. What two entities have an equal claim to is not decided.
  ///
  /// - Parameters:
  ///   - hints: what the caller knows of the export.
  ///   - entity: the entity of its main records, where the caller knows it.
  /// - Throws: when the file cannot be read.
  package func recognise(
    path: String, name: String, hints: SniffingHints = SniffingHints(), entity: Int? = nil
  ) throws(FormatError) -> Recognition {
    let sniffed = try sniff(file: path, hints: hints)
    let labelled = labelled(path: path, name: name, sniffed, entity)
    if entity != nil { return labelled }
    let candidates = sources.filter { $0.format.rawValue == sniffed.format.rawValue }
    let headers = headers(of: sniffed, for: candidates)
    if let named = candidates.first(where: { $0.claims(name) }) {
      let found = declared(named, sniffed, headers, labelled, .name)
      if found.matched > 0 { return found }
    }
    if let root = sniffed.root, let rooted = candidates.first(where: { $0.isRooted(in: root) }) {
      return declared(rooted, sniffed, headers, labelled, .root)
    }
    // A document of a family of which some kinds are declared is not one of the others.
    if let root = sniffed.root, candidates.contains(where: { $0.isRelated(to: root) }) {
      return labelled.undecided
    }
    let known = knownCells(of: sniffed, candidates)
    let byColumns = candidates.filter { $0.format != .xml && !hasRepeated($0, in: known) }
      .map { declared($0, sniffed, headers, labelled, .columns) }
    let best = byColumns.map(\.matched).max() ?? 0
    let winners = byColumns.filter { $0.matched == best }
    if best >= 2, best >= labelled.matched, winners.count == 1 { return winners[0] }
    return labelled
  }
}

extension Source {
  /// Whether a pattern of the source matches the last part of a path.
  fileprivate func claims(_ name: String) -> Bool {
    patterns.contains { $0.matches(lastName: name) }
  }

  /// Whether a document with that outermost element is one of the source's.
  func isRooted(in root: SniffedRoot) -> Bool {
    guard format == .xml, let wanted = layout.root else { return false }
    return wanted.local == root.local
      && (wanted.namespace == nil ? patterns.isEmpty : wanted.namespace == root.namespace)
  }
}

extension Source {
  /// Whether a document's outermost element is of the family of the source's: their namespaces differ
  /// in the last part only.
  fileprivate func isRelated(to root: SniffedRoot) -> Bool {
    guard format == .xml, let own = layout.root?.namespace, let other = root.namespace else {
      return false
    }
    func family(_ address: String) -> Substring {
      address[..<(address.lastIndex { $0 == ":" || $0 == "/" } ?? address.startIndex)]
    }
    return !family(own).isEmpty && family(own) == family(other)
  }
}

extension Source {
  /// An export that only has the columns of the source may be written in another way: what was seen of
  /// it counts.
  fileprivate mutating func forgetHowItIsWritten(seen: Source?) {
    dialect = CSVDialect()
    fillDown = nil
    // What has hardly a column of the source is not one of its exports.
    if let seen, seen.streams[0].entity == streams[0].entity, streams[0].fields.count >= 2 {
      fillDown = seen.fillDown
      totals = seen.totals ?? totals
      hasDecimalComma = seen.hasDecimalComma
      let read = Set(streams[0].fields.flatMap { $0.alternatives.flatMap(\.self) })
      streams[0].fields += seen.streams[0].fields.filter { field in
        !streams[0].fields.contains { $0.field == field.field }
          && field.alternatives.allSatisfy { $0.allSatisfy { !read.contains($0) } }
      }
    }
    isRecognised = true
    let patterns = Dictionary(
      (seen?.streams.flatMap(\.fields) ?? []).map { ($0.alternatives, $0.datePattern) },
      uniquingKeysWith: { a, _ in a })
    for stream in streams.indices {
      for field in streams[stream].fields.indices {
        let columns = streams[stream].fields[field].alternatives
        streams[stream].fields[field].datePattern = patterns[columns] ?? nil
      }
    }
  }
}

extension Recognition {
  /// The same without a decision on what the records are.
  fileprivate var undecided: Recognition {
    var result = self
    result.source = nil
    result.ground = nil
    for index in result.streams.indices {
      result.streams[index].entity = nil
      result.streams[index].candidates = []
      result.streams[index].sourceStream = nil
      for column in result.streams[index].columns.indices {
        result.streams[index].columns[column].field = nil
        result.streams[index].columns[column].confidence = 0
        result.streams[index].columns[column].note = nil
      }
    }
    return result
  }
}

extension Recogniser {
  /// How much of a declared source an export has. Fields that it lacks are not asked for.
  private func declared(
    _ source: Source, _ sniffed: Sniffed, _ headers: [Set<String>], _ labelled: Recognition,
    _ ground: Recognition.Ground
  ) -> Recognition {
    var source = source
    let names = self.names(of: source, in: sniffed, headers)
    if sniffed.format == .csv {
      for number in source.streams[0].fields.indices {
        source.streams[0].fields[number].alternatives.removeAll {
          $0.contains { !names.contains($0) }
        }
      }
      source.streams[0].fields.removeAll(where: \.alternatives.isEmpty)
      source.totals?.columns.removeAll { !names.contains($0) }
      if source.totals?.columns.isEmpty == true { source.totals = nil }
      if let by = source.fillDown?.by, !source.streams[0].fields.contains(where: { $0.field == by })
      {
        source.fillDown = nil
      }
    } else {
      // What was sniffed may be a part of the file: fields that it lacks may follow.
      for stream in source.streams.indices {
        for field in source.streams[stream].fields.indices {
          source.streams[stream].fields[field].isOptional = true
        }
      }
    }
    source.encoding = nil
    if ground == .columns { source.forgetHowItIsWritten(seen: labelled.source) }
    var result = labelled
    result.source = source
    result.ground = ground
    if ground == .root || sniffed.format == .csv || !labelled.streams.isEmpty {
      result.streams = source.streams.indices.map { stream in
        recognition(of: stream, in: source, names: stream == 0 ? names : nil, labelled)
      }
    }
    return result
  }

  /// Whether a column that a source reads stands twice in a row of an export that could be its header.
  ///
  /// - Parameter known: what sources ask for in the rows, where that are two cells at least.
  private func hasRepeated(_ source: Source, in known: [[String]]) -> Bool {
    let wanted = Set(source.streams[0].fields.flatMap { $0.alternatives.flatMap(\.self) })
    return known.contains { cells in
      let found = cells.filter(wanted.contains)
      return found.count >= 2 && Set(found).count < found.count
    }
  }

  /// Of the rows that could be a header the cells that some source asks for: of most rows, which are data, none.
  private func knownCells(of sniffed: Sniffed, _ sources: [Source]) -> [[String]] {
    let wanted = Set(sources.flatMap(\.columnNames))
    return sniffed.rows.prefix(64).map { $0.cells.filter(wanted.contains) }.filter { $0.count >= 2 }
  }

  /// The names of columns by each row and each two rows of a CSV export that could be its header; of a row without
  /// any that a source asks for, none.
  private func headers(of sniffed: Sniffed, for sources: [Source]) -> [Set<String>] {
    guard sniffed.format == .csv else { return [] }
    let rows = sniffed.rows.prefix(64).map(\.cells)
    let pairs = zip(rows, rows.dropFirst()).map { namesOfColumns([$0, $1]) }
    let wanted = Set(sources.flatMap(\.columnNames))
    return (rows + pairs).map { names in
      names.contains(where: wanted.contains) ? Set(names).union(names.numbered) : []
    }
  }

  private func names(
    of source: Source, in sniffed: Sniffed, _ headers: [Set<String>]
  ) -> Set<String> {
    guard sniffed.format == .csv else {
      return Set(sniffed.streams.filter { $0.path == source.streams[0].path }.flatMap(\.fields))
    }
    let wanted = Set(source.streams[0].fields.flatMap { $0.alternatives.flatMap(\.self) })
    let found = headers.map { names in wanted.count { names.contains($0) } }
    guard let most = found.max() else { return [] }
    return headers[found.firstIndex(of: most)!]
  }

  /// The columns of a declared source with what was seen of them.
  private func recognition(
    of stream: Int, in source: Source, names known: Set<String>?, _ labelled: Recognition
  ) -> StreamRecognition {
    let seen = labelled.streams.first {
      source.format == .csv || $0.path == source.absolutePath(of: stream)
    }
    var columns = seen?.columns ?? []
    for index in columns.indices {
      columns[index].field = nil
      columns[index].confidence = 0
    }
    let names = columns.map(\.name)
    let called = source.format == .csv ? names.numbered : names
    for field in source.streams[stream].fields {
      for name in field.alternatives.flatMap(\.self) {
        if let index = called.firstIndex(of: name) {
          columns[index].field = field.field
          columns[index].confidence = 100
          columns[index].note = nil
        } else if source.format == .xml || known?.contains(name) == true {
          let kind = model.entities[source.streams[stream].entity].fields[field.field]
          columns.append(
            ColumnRecognition(
              name: name, field: field.field, type: kind.type, confidence: 100, samples: []))
        }
      }
    }
    let entity = source.streams[stream].entity
    return StreamRecognition(
      path: source.format == .csv ? "" : source.streams[stream].path,
      parent: source.streams[stream].parent, entity: entity,
      candidates: [StreamRecognition.Candidate(entity: entity, confidence: 100)], columns: columns,
      sourceStream: stream)
  }
}

extension Source {
  /// What the columns may be called that the source asks for; of the second one of its name also that name alone.
  fileprivate var columnNames: [String] {
    let names =
      streams[0].fields.flatMap { $0.alternatives.flatMap(\.self) } + (totals?.columns ?? [])
    return names + names.compactMap { name in name.lastIndex(of: "#").map { String(name[..<$0]) } }
  }

  /// The path of a stream's records from the top.
  fileprivate func absolutePath(of stream: Int) -> String {
    guard let parent = streams[stream].parent else { return streams[stream].path }
    return absolutePath(of: parent) + (format == .xml ? "/" : ".") + streams[stream].path
  }
}

extension Recogniser {
  /// What the names and values of an export's columns say.
  private func labelled(
    path: String, name: String, _ sniffed: Sniffed, _ wanted: Int?
  ) -> Recognition {
    var csv: SampledCSV?
    var tables: [SampledTable]
    if sniffed.format == .csv {
      csv = SampledCSV(sniffed, dictionary)
      tables = csv.map { [$0.table] } ?? []
    } else {
      tables = sampledTables(ofFile: path, sniffed)
      for number in tables.indices { tables[number].profile() }
    }
    let hints = dictionary.entities(in: name)
      .union((csv?.titles ?? []).flatMap { dictionary.entities(in: $0) })
    var matches: [EntityMatch?] = []
    var streams: [StreamRecognition] = []
    for table in tables {
      let parent = table.parent.flatMap { matches[$0] }
      let (match, stream) = recognise(
        table, hints, parent: parent, wanted: table.parent == nil ? wanted : nil)
      matches.append(match)
      streams.append(stream)
    }
    let source = source(name, sniffed, csv, tables, matches, &streams)
    return Recognition(
      sniffed: sniffed, source: source,
      ground: source == nil ? nil : wanted == nil ? .labels : .told, streams: streams,
      headerLine: csv?.headerLine, headerRow: csv?.headerRow, headerRowCount: csv?.headerRowCount,
      statedUnit: csv?.statedUnit)
  }

  private func recognise(
    _ table: SampledTable, _ hints: Set<Int>, parent: EntityMatch?, wanted: Int?
  ) -> (EntityMatch?, StreamRecognition) {
    let claims = table.names.map { dictionary.claims(of: $0) }
    var all = model.entities.indices.map { entity in
      var match = EntityMatch(entity, table, claims, model: model, aliases: aliases)
      if let parent { takeOver(from: parent, to: &match) }
      match.weigh(model.entities[entity], hints: hints)
      return match
    }
    all.sort { ($0.score, -$0.entity) > ($1.score, -$1.entity) }
    let sum = all.prefix(2).reduce(0) { $0 + $1.score }
    let best = wanted.flatMap { wanted in all.first { $0.entity == wanted } } ?? clear(all)
    let shown = best ?? all.first { $0.score > 0 && $0.fields.count > 1 }
    var columns = (shown ?? all[0]).columns
    if shown == nil {
      for index in columns.indices { columns[index].field = nil }
    }
    return (
      best,
      StreamRecognition(
        path: table.path, parent: table.parent, entity: best?.entity,
        candidates: all.prefix(3).filter { $0.score >= 1_000 }.map {
          .init(entity: $0.entity, confidence: sum == 0 ? 0 : $0.score * 100 / max(1, sum))
        }, columns: columns)
    )
  }

  /// The match that is clearly the best: two fields or more, and clear of the next.
  private func clear(_ all: [EntityMatch]) -> EntityMatch? {
    guard let best = all.first, best.fields.count >= 2, best.score >= 1_200,
      all.count < 2 || best.score * 10 > all[1].score * 11
    else { return nil }
    return best
  }

  /// Records within others name them by what those are called.
  private func takeOver(from parent: EntityMatch, to match: inout EntityMatch) {
    for number in model.relations(from: match.entity)
    where model.relations[number].to == parent.entity && model.relations[number].kind == .one {
      for pair in model.relations[number].on
      where match.fields[pair.near] == nil && parent.fields[pair.far]?.isEmpty == false {
        match.inherit(pair.near)
      }
    }
  }
}
