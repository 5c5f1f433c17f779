namespace RelayPlane.Dispatch;

/// <summary>How long one attempt is waited for, and since when.</summary>
/// <param name="Started">The clock's timestamp when the attempt was sent.</param>
/// <param name="FirstByte">To the first byte of a stream, where the route does not say how long its first token may take.</param>
/// <param name="FirstToken">To the first token, as the route says; null where it does not.</param>
/// <param name="Total">For the attempt as a whole; null for no end.</param>
internal readonly record struct PeekTimes(long Started, TimeSpan FirstByte, TimeSpan? FirstToken, TimeSpan? Total = null);
