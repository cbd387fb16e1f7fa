import Glibc

/// Writes all bytes at a place of a file.
///
/// - Returns: the number of the error that kept it from that; 0 for none.
package func writeWhole(
  _ bytes: UnsafeRawBufferPointer, at place: Int, to descriptor: Int32
) -> Int32 {
  var done = 0
  while done < bytes.count {
    let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, place + done)
    if count < 0, errno == EINTR { continue }
    // Nothing written and no reason given: there is no room.
    guard count > 0 else { return count == 0 ? ENOSPC : errno }
    done += count
  }
  return 0
}
