/// The "did you mean" of a mistyped name.
public enum Suggestion {
  /// Returns the candidate closest to `name`, or nil when none is close enough to be a slip.
  ///
  /// Close enough is at most a third of the longer name's length in edits, and at least one edit.
  /// Among equally close candidates the first in alphabetical order wins.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates.sorted() {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let limit = Swift.max(1, Swift.max(wanted.count, letters.count) / 3)
      let distance = editDistance(wanted, letters)
      guard distance <= limit, distance < best?.distance ?? .max else { continue }
      best = (distance, candidate)
    }
    return best?.candidate
  }

  /// `did you mean 'total'?`, or nil when nothing is near.
  public static func help(for name: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// The number of insertions, deletions, substitutions and swaps of neighbours between two texts.
  static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return Swift.max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [Int](repeating: i, count: b.count + 1)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = Swift.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = Swift.min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
