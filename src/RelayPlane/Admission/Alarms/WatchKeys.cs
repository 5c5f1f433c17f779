namespace RelayPlane.Admission.Alarms;

/// <summary>Whom a call is watched for: the narrowest name it has, and the client that it belongs to, as a loop may open a new session for each call.</summary>
/// <param name="Narrow">A session, an agent in it, or else an agent or a client.</param>
/// <param name="Broad">The client; the same as the narrow one where no other is named.</param>
internal readonly record struct WatchKeys(string Narrow, string Broad)
{
    public static WatchKeys Of(string? client, string? agent, string? session)
    {
        var broad = client is null ? "all calls" : $"client {client}";
        var narrow = session is not null ? (agent is null ? $"session {session}" : $"session {session}, agent {agent}") : agent is not null ? $"agent {agent}" : broad;
        return new WatchKeys(narrow, broad);
    }
}
