using MutualAid.Core;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMutualAidCore(builder.Configuration.GetConnectionString("MutualAid") ?? "");
builder.Services.AddRazorPages();

var app = builder.Build();
app.MapStaticAssets();
app.MapRazorPages();
await app.RunAsync();

/// <summary>The web host; named so that tests can start it.</summary>
public partial class Program;
