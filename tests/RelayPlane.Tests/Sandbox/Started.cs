using System.Text;
using System.Text.Json;
using RelayPlane.Sandbox;

namespace RelayPlane.Tests.Sandbox;

/// <summary>A started sandbox and a client of it.</summary>
internal sealed class Started(SandboxServer server) : IAsyncDisposable
{
    public SandboxServer Server => server;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };

    public static async Task<Started> Async(SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions(), TimeProvider.System, CancellationToken.None));

    public async Task<HttpResponseMessage> PostAsync(string path, string json, string? behaviour = null, string key = "sk-one")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("authorization", "Bearer " + key);
        if (behaviour is not null)
        {
            request.Headers.TryAddWithoutValidation("x-sandbox", behaviour);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<JsonElement> PostJsonAsync(string path, string json, string? behaviour = null)
    {
        using var response = await PostAsync(path, json, behaviour);
        return await JsonAsync(response);
    }

    /// <summary>The data of each event; the event's name, where it has one, must be its type.</summary>
    public async Task<List<string>> EventsAsync(string path, string json, string? behaviour = null)
    {
        using var response = await PostAsync(path, json, behaviour);
        Xunit.Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var events = new List<string>();
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync())
        {
            if (item.EventType != "message")
            {
                using var data = JsonDocument.Parse(item.Data);
                Xunit.Assert.Equal(item.EventType, data.RootElement.GetProperty("type").GetString());
            }

            events.Add(item.Data);
        }

        return events;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }
}
