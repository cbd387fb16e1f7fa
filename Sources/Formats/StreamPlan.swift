/// What is kept of the records of one stream, and what they take over from the records around them.
struct StreamPlan {
  let stream: Int
  let parent: Int?
  /// The streams nested in this one at any depth, and this one first.
  let subtree: [Int]
  /// The number of fields asked for; the values of a record are kept in so many slots, and some
  /// more.
  let fieldCount: Int
  /// The paths of all slots: the fields, then what only nested records ask for.
  let slots: [String]
  /// For each slot the slot of the parent's record that it is taken from, or nil.
  let parentSlots: [Int?]

  /// The number of slots that are not fields.
  var hiddenCount: Int { slots.count - fieldCount }

  /// Plans the streams of a layout.
  ///
  /// - Throws: when a field begins with `../` in a stream without a parent.
  static func plans(for streams: [RecordStream]) throws(FormatError) -> [StreamPlan] {
    var slots = streams.map(\.fields)
    var parentSlots: [[Int?]] = streams.map { _ in [] }
    // Children first: what they take from their parent may be what it takes from its own.
    for (index, stream) in streams.enumerated().reversed() {
      precondition(stream.parent ?? -1 < index, "a parent stands before its children")
      for path in slots[index] {
        guard path.hasPrefix("../") else {
          parentSlots[index].append(nil)
          continue
        }
        guard let parent = stream.parent else {
          throw .badPath(path, reason: "its records are not nested in others")
        }
        let inherited = String(path.dropFirst(3))
        let slot = slots[parent].firstIndex(of: inherited) ?? slots[parent].count
        if slot == slots[parent].count { slots[parent].append(inherited) }
        parentSlots[index].append(slot)
      }
    }
    return streams.indices.map { index in
      StreamPlan(
        stream: index, parent: streams[index].parent, subtree: subtree(of: index, in: streams),
        fieldCount: streams[index].fields.count, slots: slots[index],
        parentSlots: parentSlots[index])
    }
  }

  private static func subtree(of root: Int, in streams: [RecordStream]) -> [Int] {
    var members = [root]
    for (index, stream) in streams.enumerated() where index > root {
      if let parent = stream.parent, members.contains(parent) { members.append(index) }
    }
    return members
  }
}
