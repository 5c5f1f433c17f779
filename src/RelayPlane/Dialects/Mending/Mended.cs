namespace RelayPlane.Dialects.Mending;

/// <summary>A body as its target takes it.</summary>
/// <param name="Body">The client's own bytes where nothing had to be mended.</param>
/// <param name="Dropped">What is not in it, in the client's words.</param>
internal readonly record struct Mended(ReadOnlyMemory<byte> Body, IReadOnlyList<string> Dropped);
