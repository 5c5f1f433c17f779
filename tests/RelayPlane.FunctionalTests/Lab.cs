namespace RelayPlane.FunctionalTests;

/// <summary>A gateway on a free port with the sandbox behind it, for one test.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private Lab(Uri baseUrl) => BaseUrl = baseUrl;

    /// <summary>Where clients point: the origin of the gateway, without a path.</summary>
    public Uri BaseUrl { get; }

    public static Task<Lab> StartAsync() =>
        Environment.GetEnvironmentVariable("RELAYPLANE_LAB_URL") is { } url
            ? Task.FromResult(new Lab(new Uri(url)))
            : throw new NotSupportedException("RELAYPLANE_LAB_URL names no running gateway.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
