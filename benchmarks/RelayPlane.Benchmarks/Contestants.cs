using System.Net;
using System.Net.Sockets;

namespace RelayPlane.Benchmarks;

/// <summary>Starts what is compared: the upstream, nginx and the gateway, each with its files in one temporary folder.</summary>
internal sealed class Contestants(string folder, bool sandbox)
{
    public int UpstreamPort { get; } = FreePort();

    /// <summary>The native gateway.</summary>
    public static string GatewayProgram =>
        Environment.GetEnvironmentVariable("RELAYPLANE_BIN") is { Length: > 0 } path
            ? path
            : throw new InvalidOperationException("RELAYPLANE_BIN must name the published executable; ./bench sets it.");

    /// <summary>The folder of the gateway's ledger.</summary>
    public string GatewayHome { get; } = Path.Combine(folder, "home");

    public Task<Proxy> UpstreamAsync() => sandbox
        ? Proxy.StartAsync("upstream", UpstreamPort, null, Cores.Load, [GatewayProgram, "sandbox", "--port", $"{UpstreamPort}"], Home("sandbox"))
        : Proxy.StartAsync("upstream", UpstreamPort, null, Cores.Load, [Environment.ProcessPath!, "upstream", $"{UpstreamPort}"]);

    /// <summary>nginx, plain: one worker, kept-alive connections on both sides, nothing logged, nothing written to disk.</summary>
    public Task<Proxy> NginxAsync()
    {
        var port = FreePort();
        var home = Directory.CreateDirectory(Path.Combine(folder, "nginx")).FullName;
        var file = Path.Combine(home, "nginx.conf");
        File.WriteAllText(file, $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1;
            daemon off;
            pid {{home}}/pid;
            error_log {{home}}/error.log error;
            worker_rlimit_nofile 65536;
            events { worker_connections 16384; }
            http {
                access_log off;
                client_body_temp_path {{home}}/body;
                proxy_temp_path {{home}}/proxy;
                fastcgi_temp_path {{home}}/fastcgi;
                uwsgi_temp_path {{home}}/uwsgi;
                scgi_temp_path {{home}}/scgi;
                client_max_body_size 64m;
                client_body_buffer_size 2m;
                keepalive_requests 10000000;
                upstream provider {
                    server 127.0.0.1:{{UpstreamPort}};
                    keepalive 1024;
                    keepalive_requests 10000000;
                }
                server {
                    listen 127.0.0.1:{{port}} backlog=4096;
                    location / {
                        proxy_pass http://provider;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_buffering off;
                    }
                }
            }
            """);
        return Proxy.StartAsync("nginx", port, Requests.Chat(port, 1024), Cores.Proxy, ["nginx", "-p", home, "-c", file, "-e", $"{home}/error.log"]);
    }

    /// <summary>The gateway as a user runs it, recording everything; only the provider's address is ours.</summary>
    public Task<Proxy> GatewayAsync()
    {
        var port = FreePort();
        var environment = Home("home");
        File.WriteAllText(Path.Combine(GatewayHome, "config.json"), $$"""
            { "providers": { "openai": { "baseUrl": "http://127.0.0.1:{{UpstreamPort}}" } } }
            """);
        return Proxy.StartAsync("gateway", port, Requests.Chat(port, 1024), Cores.Proxy, [GatewayProgram, "start", "--port", $"{port}"], environment);
    }

    /// <summary>The gateway before a provider that speaks Chat Completions alone, so that every other client's calls are translated.</summary>
    public Task<Proxy> ChatOnlyGatewayAsync()
    {
        var port = FreePort();
        var environment = Home("home");
        File.WriteAllText(Path.Combine(GatewayHome, "config.json"), $$"""
            { "providers": { "bench": { "baseUrl": "http://127.0.0.1:{{UpstreamPort}}/v1", "keyless": true, "paths": { "chatCompletions": "/chat/completions" } } } }
            """);
        return Proxy.StartAsync("gateway", port, Requests.Of("messages", port, 1024, stream: false), Cores.Proxy, [GatewayProgram, "start", "--port", $"{port}"], environment);
    }

    private Dictionary<string, string> Home(string name) =>
        new() { ["RELAYPLANE_HOME"] = Directory.CreateDirectory(Path.Combine(folder, name)).FullName };

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
