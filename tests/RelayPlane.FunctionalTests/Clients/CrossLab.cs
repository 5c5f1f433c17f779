using RelayPlane.Sandbox;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>
/// A gateway before one sandbox that four providers share, each of which speaks one format only: <c>messages</c>, <c>chat</c>, <c>responses</c>, <c>generate</c>.
/// Whoever asks for a model of one of the others is translated.
/// </summary>
internal sealed class CrossLab : IAsyncDisposable
{
    private readonly SandboxServer _sandbox;

    private CrossLab(SandboxServer sandbox, Lab lab) => (_sandbox, Lab) = (sandbox, lab);

    public Lab Lab { get; }

    public string Address => Lab.BaseUrl.GetLeftPart(UriPartial.Authority);

    /// <summary>The paths that the sandbox was asked at, in order.</summary>
    public IEnumerable<string> Paths => _sandbox.Log.Select(request => request.Path);

    /// <summary>What the sandbox was asked, in order.</summary>
    public IEnumerable<string> Bodies => _sandbox.Log.Select(request => request.Body ?? "");

    public static async Task<CrossLab> StartAsync(CancellationToken cancel)
    {
        var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { LogBodies = true, LogCapacity = 4096, Behaviour = new Behaviour { Strict = true } }, TimeProvider.System, cancel);
        var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
        var lab = await Lab.StartAsync($$"""{ "providers": { {{OneFormat.All(at)}} } }""");
        return new CrossLab(sandbox, lab);
    }

    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync();
        await _sandbox.DisposeAsync();
    }
}
