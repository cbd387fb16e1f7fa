extension Array {
  /// The elements of arrays one behind the other, taken out of these: none of a million findings is counted up and down.
  init(taking arrays: inout [[Element]]) {
    let count = arrays.reduce(0) { $0 + $1.count }
    self.init(unsafeUninitializedCapacity: count) { room, initialized in
      var place = count
      for number in arrays.indices.reversed() {
        var own: [Element] = []
        swap(&own, &arrays[number])
        while let element = own.popLast() {
          place -= 1
          room.initializeElement(at: place, to: element)
        }
      }
      initialized = count
    }
  }
}
