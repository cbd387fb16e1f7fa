import Glibc

/// Writes all bytes at a place of a file.
///
/// - Returns: whether it did; else `errno` says why not.
func writeWhole(_ bytes: UnsafeRawBufferPointer, at place: Int, to descriptor: Int32) -> Bool {
  var offset = 0
  while offset < bytes.count {
    let written = pwrite(
      descriptor, bytes.baseAddress! + offset, bytes.count - offset, off_t(place + offset))
    if written < 0, errno == EINTR { continue }
    if written <= 0 { return false }
    offset += written
  }
  return true
}
