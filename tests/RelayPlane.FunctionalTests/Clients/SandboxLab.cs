using RelayPlane.Sandbox;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>A gateway whose Anthropic, OpenAI and Gemini are one sandbox, so that model lists and bad keys can be tried too.</summary>
internal sealed class SandboxLab : IAsyncDisposable
{
    private readonly SandboxServer _sandbox;
    private readonly Lab _lab;

    private SandboxLab(SandboxServer sandbox, Lab lab) => (_sandbox, _lab) = (sandbox, lab);

    /// <summary>Where clients point: the origin of the gateway, without a path.</summary>
    public Uri BaseUrl => _lab.BaseUrl;

    public static async Task<SandboxLab> StartAsync()
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, CancellationToken.None);
        var origin = sandbox.Address.GetLeftPart(UriPartial.Authority);
        // Configured keys, as calls with a placeholder use them; the sandbox takes any.
        var lab = await Lab.StartAsync($$"""
            { "providers": {
                "anthropic": { "baseUrl": "{{origin}}", "apiKey": "env:KEY" },
                "openai": { "baseUrl": "{{origin}}/v1", "apiKey": "env:KEY" },
                "google": { "baseUrl": "{{origin}}/v1beta", "apiKey": "env:KEY" } } }
            """,
            new Dictionary<string, string> { ["KEY"] = "sk-configured" });
        return new SandboxLab(sandbox, lab);
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _sandbox.DisposeAsync();
    }
}
