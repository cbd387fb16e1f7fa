import Testing

@testable import Formats

/// One step of a path, as the slow evaluator takes it.
private struct SlowStep {
  /// With the prefix `n` when the namespace counts.
  var name: String
  var conditions: [(name: String, value: String)] = []
  var isFirst = false

  init(using random: inout SeededGenerator) {
    name = ["a", "b", "n:b"].randomElement(using: &random)!
    for _ in 0..<Int.random(in: 0...5, using: &random) / 4 {
      conditions.append(
        (
          ["k", "l", "n:k"].randomElement(using: &random)!,
          "\(Int.random(in: 1...2, using: &random))"
        )
      )
    }
    isFirst = Int.random(in: 0..<3, using: &random) == 0
  }

  var text: String {
    name + conditions.map { "[@\($0.name)='\($0.value)']" }.joined() + (isFirst ? "[1]" : "")
  }

  func elements(in element: SlowXML) -> [SlowXML] {
    let found = element.children.filter { child in
      matches(child.name, name)
        && conditions.allSatisfy { condition in
          child.attributes.contains {
            matches($0.name, condition.name) && $0.value == condition.value
          }
        }
    }
    return isFirst ? Array(found.prefix(1)) : found
  }
}

/// Whether a name of the document, in whose namespace `urn:n` the prefix is `p`, is one of a path.
private func matches(_ name: String, _ wanted: String) -> Bool {
  if wanted.hasPrefix("n:") { return name == "p:" + wanted.dropFirst(2) }
  return name == wanted || name == "p:" + wanted
}

/// A path to a value in a record.
private struct SlowField {
  var steps: [SlowStep]
  var attribute: String?

  init(using random: inout SeededGenerator) {
    steps = (0..<Int.random(in: 0...2, using: &random)).map { _ in SlowStep(using: &random) }
    let attributes = ["k", "l", "n:k"]
    if Bool.random(using: &random) { attribute = attributes.randomElement(using: &random)! }
  }

  var text: String {
    let parts = steps.map(\.text) + (attribute.map { ["@" + $0] } ?? [])
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// The values that it leads to, and whether one of them is no text but holds elements.
  func values(in record: SlowXML) -> (texts: Set<String>, holdsElements: Bool) {
    var elements = [record]
    for step in steps { elements = elements.flatMap { step.elements(in: $0) } }
    if let attribute {
      let found = elements.flatMap(\.attributes).filter { matches($0.name, attribute) }
      return (Set(found.map(\.value)), false)
    }
    let texts = elements.filter { steps.isEmpty || $0.children.isEmpty }
    return (Set(texts.map { trimmed($0.text) }), texts.count < elements.count)
  }
}

@Suite struct XMLPathTests {
  /// An element with others in it, at random.
  private func element(_ name: String, depth: Int, using random: inout SeededGenerator) -> String {
    var text = "<\(name)"
    for attribute in ["k", "l", "p:k"] where Int.random(in: 0..<3, using: &random) == 0 {
      text += " \(attribute)='\(Int.random(in: 1...2, using: &random))'"
    }
    let content = Int.random(in: 0..<(depth > 0 ? 5 : 2), using: &random)
    if content == 0 { return text + "/>" }
    text += ">"
    if content == 1 { return text + " \(Int.random(in: 1...2, using: &random))\n</\(name)>" }
    for _ in 0..<content {
      let name = ["a", "b", "p:b"].randomElement(using: &random)!
      text += element(name, depth: depth - 1, using: &random) + "\n"
    }
    return text + "</\(name)>"
  }

  /// Random paths in random trees lead where a slow evaluator finds something.
  @Test func randomPathsLeadWhereTheSlowEvaluatorGoes() throws {
    var (recordCount, rejectCount) = (0, 0)
    for seed in 1...600 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var document = "<r xmlns:p='urn:n'>"
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let name = ["a", "b", "p:b"].randomElement(using: &random)!
        document += element(name, depth: 3, using: &random)
      }
      document += "</r>"
      let root = try #require(SlowXML(Array(document.utf8)))
      let steps = (0..<Int.random(in: 1...2, using: &random)).map { _ in SlowStep(using: &random) }
      let fields = (0..<3).map { _ in SlowField(using: &random) }
      var layout = RecordLayout(
        grammar: .xml,
        streams: [
          RecordStream(
            path: "/r/" + steps.map(\.text).joined(separator: "/"), fields: fields.map(\.text))
        ])
      layout.namespaces = ["n": "urn:n"]
      let what: Comment = "seed \(seed): \(layout.streams[0]) in \(document)"
      var records = [root]
      for step in steps { records = records.flatMap { step.elements(in: $0) } }

      let chunkBytes = Int.random(in: 1...100, using: &random)
      guard let read = try? readAll(text: document, layout, chunkBytes: chunkBytes) else {
        #expect(records.isEmpty, what)
        continue
      }
      #expect(read.summary.fault == nil, what)
      var (values, codes): ([[String?]], [Set<String>]) = ([], [])
      for record in records {
        let results = fields.map { $0.values(in: record) }
        var faults: Set<String> = []
        if results.contains(where: { $0.texts.count > 1 }) { faults.insert("duplicate-element") }
        if results.contains(where: \.holdsElements) { faults.insert("not-a-scalar") }
        if faults.isEmpty {
          values.append(results.map(\.texts.first))
        } else {
          codes.append(faults)
        }
      }
      let found = read.records.map { $0.cells.map { $0.kind == .absent ? nil : $0.text } }
      #expect(found == values, what)
      #expect(read.summary.rejects.count == codes.count, what)
      for (reject, codes) in zip(read.summary.rejects, codes) {
        #expect(codes.contains(reject.code), what)
      }
      recordCount += values.count
      rejectCount += codes.count
    }
    #expect(recordCount > 200 && rejectCount > 30)
  }
}
