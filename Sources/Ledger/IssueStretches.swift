/// Issues that follow each other and stand alike: in a first month those of each rule, later somewhat more.
///
/// Whoever counts issues by how they stand asks once for each stretch, and not for each of a million issues.
package struct IssueStretches: Sendable {
  package let ranges: [Range<Int>]

  package init(_ issues: [Issue]) {
    var ranges: [Range<Int>] = []
    issues.withUnsafeBufferPointer { issues in
      var start = 0
      for index in issues.indices.dropFirst()
      where issues[index].situation !== issues[start].situation {
        ranges.append(start..<index)
        start = index
      }
      if !issues.isEmpty { ranges.append(start..<issues.count) }
    }
    self.ranges = ranges
  }

  /// Where the stretch ends that the issue at `place` is in.
  ///
  /// - Complexity: O(log *n*), where *n* is the number of stretches.
  package func end(ofStretchAt place: Int) -> Int {
    var (low, high) = (0, ranges.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound > place { high = middle } else { low = middle + 1 }
    }
    return ranges[low].upperBound
  }
}
