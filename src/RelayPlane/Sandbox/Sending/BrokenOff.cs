namespace RelayPlane.Sandbox.Sending;

/// <summary>Ends a reply without its proper end. Thrown through the server, which then sends what was flushed and closes the connection.</summary>
internal sealed class BrokenOff() : IOException("The sandbox was told to break off here.");
