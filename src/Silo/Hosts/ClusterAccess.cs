using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Connections.Security;
using PgGanLab.Grains.Hosting;
using PgGanLab.Silo.Hosting;
using StackExchange.Redis;

namespace PgGanLab.Silo.Hosts;

/// <summary>How a silo becomes a member of the cluster around a lab host.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="MembershipHost">Name or address of the lab host, as this host reaches it.</param>
/// <param name="MembershipPort">Where the list of members is kept there.</param>
/// <param name="Password">For that.</param>
/// <param name="Certificate">Of all members, with its key.</param>
/// <param name="Address">Where the other silos reach this one.</param>
/// <param name="ListensAnywhere">Whether it listens at every address of this host, else at that one alone.</param>
/// <param name="SiloPort">The port.</param>
/// <param name="ProbeSeconds">How long another silo may take to answer a probe.</param>
internal sealed record ClusterAccess(
    string Cluster, string MembershipHost, int MembershipPort, string Password, X509Certificate2 Certificate,
    IPAddress Address, bool ListensAnywhere, int SiloPort, double ProbeSeconds)
{
    /// <summary>The certificate's subject; it is compared as a whole, not by name.</summary>
    public const string CertificateName = "pgganlab";

    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(5);

    public static X509Certificate2 Read(string certificate) => X509CertificateLoader.LoadPkcs12(
        Convert.FromBase64String(certificate), null, X509KeyStorageFlags.Exportable);

    /// <summary>
    /// Makes the silo a member. It speaks, encrypted, with those alone that show the same certificate. The lab host alone
    /// gives others up: nobody can take its place, and it hears of all.
    /// </summary>
    public void Join(ISiloBuilder silo, SiloRole role)
    {
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (Cluster, SiloHosting.ServiceId));
        silo.ConfigureEndpoints(Address, SiloPort, gatewayPort: 0, ListensAnywhere);
        silo.UseClusterPace(ProbeSeconds, judges: role == SiloRole.Lab ? 1 : 0);
        silo.UseRedisClustering(o => o.ConfigurationOptions = List());
        silo.UseTls(Certificate, tls =>
        {
            tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.RemoteCertificateValidation = (shown, _, _) => IsOurs(shown);
            tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = CertificateName;
        });
    }

    private ConfigurationOptions List()
    {
        var list = new ConfigurationOptions
        {
            EndPoints = { { MembershipHost, MembershipPort } },
            Password = Password,
            Ssl = true,
            SslHost = CertificateName,
            AbortOnConnectFail = false,
            ConnectTimeout = (int)ConnectsWithin.TotalMilliseconds,
            ReconnectRetryPolicy = new LinearRetry(500),
        };
        list.CertificateValidation += (_, shown, _, _) => IsOurs(shown);
        return list;
    }

    private bool IsOurs(X509Certificate? shown) =>
        shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(Certificate.RawData);
}
