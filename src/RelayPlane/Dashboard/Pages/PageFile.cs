namespace RelayPlane.Dashboard.Pages;

/// <summary>A file of the page, in each form that it can be sent in.</summary>
/// <param name="Forms">The smallest first; the last is plain.</param>
internal sealed record PageFile(string ContentType, IReadOnlyList<PageForm> Forms);

/// <summary>The bytes of a file, as they are sent.</summary>
/// <param name="Encoding">The <c>Content-Encoding</c>; null for plain.</param>
/// <param name="Tag">Another one for other bytes.</param>
internal sealed record PageForm(string? Encoding, ReadOnlyMemory<byte> Bytes, string Tag);
