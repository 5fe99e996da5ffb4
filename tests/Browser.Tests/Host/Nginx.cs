using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Browser.Tests.Host;

/// <summary>
/// nginx with TLS before a lab, as docs/operations.md sets it up: at another host name, under a prefix. A second server
/// takes the prefix off and says so.
/// </summary>
internal sealed partial class Nginx : IAsyncDisposable
{
    public const string HostName = "lab.example";
    public const string Prefix = "/prefix";

    private const string Program = "/usr/sbin/nginx";

    private readonly string folder = Directory.CreateTempSubdirectory("pgganlab-nginx-").FullName;
    private Process? process;

    public int Port { get; } = FreePort.Find();

    /// <summary>Of the server that takes the prefix <c>/stripped</c> off.</summary>
    public int StrippingPort { get; } = FreePort.Find();

    /// <summary>What the lab is told with --public-url.</summary>
    public string PublicUrl => string.Create(CultureInfo.InvariantCulture, $"https://{HostName}:{Port}{Prefix}");

    /// <summary>The certificate that it made, for clients that shall trust it.</summary>
    public string Certificate => Path.Combine(folder, "lab.pem");

    public async Task Start(int labPort)
    {
        WriteCertificate();
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Configuration(labPort));
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true };
        foreach (var argument in (string[])["-p", folder, "-e", "stderr", "-c", Path.Combine(folder, "nginx.conf")])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (!await Answers())
            Assert.False(process.HasExited, process.HasExited ? $"nginx ended: {await errors}" : "");
    }

    /// <summary>An HTTP client that finds and trusts it.</summary>
    public HttpClient Client(int port) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => IsOwn(shown) },
        ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)                                                     // that is the answer
        {
            await Task.Delay(50);
            return false;
        }
    }

    private string Configuration(int labPort)
    {
        var documented = NginxBlock().Match(File.ReadAllText(Documentation())).Groups[1].Value
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{Port} ssl;", StringComparison.Ordinal)
            .Replace("/etc/ssl/lab.example", Path.Combine(folder, "lab"), StringComparison.Ordinal)
            .Replace("127.0.0.1:5080", $"127.0.0.1:{labPort}", StringComparison.Ordinal);
        return $$"""
            daemon off;
            worker_processes 1;
            pid {{folder}}/pid;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                proxy_read_timeout 16s;
            {{documented}}
                server {
                    listen 127.0.0.1:{{StrippingPort}};
                    location /stripped/ {
                        proxy_pass http://127.0.0.1:{{labPort}}/;
                        proxy_set_header X-Forwarded-Prefix /stripped;
                    }
                }
            }
            """;
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={HostName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(HostName);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate =
            request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "lab.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private bool IsOwn(X509Certificate? shown)
    {
        using var own = X509CertificateLoader.LoadCertificateFromFile(Certificate);
        return own.Equals(shown);
    }

    private static string Documentation()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "PgGanLab.sln")))
            root = root.Parent;
        return Path.Combine(root.FullName, "docs", "operations.md");
    }

    [GeneratedRegex("```nginx\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex NginxBlock();
}
