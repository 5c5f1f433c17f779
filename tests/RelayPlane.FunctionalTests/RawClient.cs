using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayPlane.FunctionalTests;

/// <summary>A client made of a bare socket, for requests that no well-behaved client sends.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    private RawClient()
    {
    }

    public NetworkStream Stream => _client.GetStream();

    public static async Task<RawClient> ConnectAsync(Lab lab, CancellationToken cancel)
    {
        var raw = new RawClient();
        await raw._client.ConnectAsync(IPAddress.Loopback, lab.BaseUrl.Port, cancel);
        return raw;
    }

    /// <summary>Sends a request that asks for the connection to be closed, and returns everything that comes back.</summary>
    public static async Task<string> AskAsync(Lab lab, string request, CancellationToken cancel)
    {
        using var raw = await ConnectAsync(lab, cancel);
        await raw.SendAsync(request, cancel);
        return await raw.RestAsync(cancel);
    }

    public async Task SendAsync(string text, CancellationToken cancel) => await Stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancel);

    public async Task<string> RestAsync(CancellationToken cancel)
    {
        using var all = new MemoryStream();
        try
        {
            await Stream.CopyToAsync(all, cancel);
        }
        catch (IOException)
        {
            // Reset: what came before it counts.
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }

    /// <summary>Breaks the connection with a reset, as a killed client's does.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
