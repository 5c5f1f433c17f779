using System.Diagnostics;
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
    public async Task Connections_beyond_the_descriptors_wait_outside_and_the_gateway_recovers_by_itself()
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

        // All that can be accepted is: nobody else gets in.
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        var waiting = AskAsync(client);
        await UntilFullAsync(gateway);
        Assert.False(gateway.HasExited);
        foreach (var socket in crowd)
        {
            socket.Dispose();
        }

        Assert.Equal(HttpStatusCode.OK, await waiting);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client));
        NativeProgram.Terminate(gateway);
        await gateway.WaitForExitAsync(Cancel);
        Assert.Equal(0, gateway.ExitCode);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client)
    {
        using var reply = await client.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), Cancel);
        return reply.StatusCode;
    }

    private static async Task UntilFullAsync(Process gateway)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!gateway.HasExited && Directory.GetFiles($"/proc/{gateway.Id}/fd").Length < Most - 5)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }
}
