extension String {
  /// The text of some Unicode scalars. Appending them to a view, or giving a view a slice of them, takes a call
  /// through a table of witnesses for each.
  package init(scalars: ArraySlice<Unicode.Scalar>) {
    self.init(unsafeUninitializedCapacity: scalars.count * 4) { bytes in
      var count = 0
      for scalar in scalars {
        if scalar.isASCII {
          bytes[count] = UInt8(truncatingIfNeeded: scalar.value)
          count += 1
        } else {
          for unit in UTF8.encode(scalar)! {
            bytes[count] = unit
            count += 1
          }
        }
      }
      return count
    }
  }
}
