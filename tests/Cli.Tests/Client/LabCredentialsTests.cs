using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Tests.Client;

/// <summary>With which token a lab is asked on its own host.</summary>
public sealed class LabCredentialsTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("pgganlab-owner-").FullName;

    private string File => LabDirectories.Of(data).OwnerToken;

    [Theory]
    [InlineData("http://localhost:5080", "lab_owner_secret")]
    [InlineData("http://127.0.0.1:5080", "lab_owner_secret")]
    [InlineData("http://10.0.0.5:5080", "lab_owner_secret")]
    [InlineData("http://localhost:5081", null)]
    [InlineData("http://lab.example:5080", null)]
    public void the_owners_token_goes_to_the_lab_of_its_data_directory_alone(string server, string? token)
    {
        System.IO.File.WriteAllText(File,
            "token=lab_owner_secret\nurl=http://[::]:5080\nurl=http://10.0.0.5:5080\n");
        Assert.Equal(token, LabCredentials.For(new Uri(server), File)?.Parameter);
    }

    [Fact]
    public void without_a_file_there_is_no_token() =>
        Assert.Null(LabCredentials.For(new Uri("http://localhost:5080"), File));

    [Fact]
    public void a_file_without_a_token_is_refused()
    {
        System.IO.File.WriteAllText(File, "token=not one\nurl=http://localhost:5080\n");
        var refusal = Assert.Throws<InvalidInputException>(() => LabCredentials.For(new Uri("http://localhost:5080"), File));
        Assert.Equal($"What {data}/owner-token has is no token; one looks like lab_3f2a9c01_….", refusal.Message);
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
