var builder = WebApplication.CreateBuilder(args);
builder.Build().Run();

/// <summary>Named so that tests can host the dashboard.</summary>
public partial class Program;
