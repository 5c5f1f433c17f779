using System.Net;
using System.Net.Sockets;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Fault 24: no file descriptor is left.</summary>
public sealed class DescriptorTests
{
    private const int Most = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_beyond_the_descriptors_are_turned_away_and_the_gateway_recovers_by_itself()
    {
        await using var provider = Faulty.Doing(Faulty.Well);
        using var program = new NativeProgram();
        await File.WriteAllTextAsync(Path.Combine(program.Home, "config.json"), Lab.ConfigFor(provider), Cancel);
        using var gateway = program.StartWithin($"ulimit -n {Most}", "start", "--port", "0");
        var address = await AotSmokeTests.AddressAsync(gateway);
        var crowd = new List<Socket>();
        for (var one = 0; one < Most + 200; one++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, Cancel);
            crowd.Add(socket);
        }

        // The last to come is turned away, by a gateway that lives.
        Assert.Equal(0, await TurnedAwayAsync(crowd[^1]));
        Assert.False(gateway.HasExited);
        foreach (var socket in crowd)
        {
            socket.Dispose();
        }

        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client));
        NativeProgram.Terminate(gateway);
        await gateway.WaitForExitAsync(Cancel);
        Assert.Equal(0, gateway.ExitCode);
    }

    /// <returns>0: the connection was closed, or reset, without a byte.</returns>
    private static async Task<int> TurnedAwayAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], Cancel);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <summary>Asks until the gateway has noticed that the crowd is gone.</summary>
    private static async Task<HttpStatusCode> AskAsync(HttpClient client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var request = Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k"));
                using var reply = await client.SendAsync(request, patience.Token);
                return reply.StatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }
}
