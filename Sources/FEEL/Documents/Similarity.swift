internal import Values

/// How alike two texts are.
enum Similarity {
  /// Texts that are longer are not compared: the time grows with the product of the two lengths.
  static let greatestLength = 1_000

  /// 1 less the edit distance (insertions, deletions and substitutions of one character) over the length
  /// of the longer text: 1 for equal texts, 0 for texts without anything in common. What
  /// `normalised` takes away makes no difference. Nil for a text that is too long.
  static func of(_ a: String, _ b: String) -> Decimal128? {
    let (a, b) = (Array(a.normalised.unicodeScalars), Array(b.normalised.unicodeScalars))
    let longest = max(a.count, b.count)
    guard longest <= greatestLength else { return nil }
    guard longest > 0 else { return .one }
    return Decimal128(longest - distance(a, b)).divided(by: Decimal128(longest))
  }

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, scalar) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substituted = diagonal + (scalar == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
