using MutualAid.Core.Data;
using MutualAid.Web;
using MutualAid.Web.Hosting;
using MutualAid.Web.Hosting.Commands;

var asked = CommandTable.Find(args);
if (asked is null && CommandTable.IsAsked(args) || args.Contains("--help"))
{
    Console.WriteLine(CommandTable.Help);
    return args.Contains("--help") ? 0 : 2;
}

try
{
    var builder = WebApplication.CreateBuilder(asked is null ? args : []);
    await using var database = await AppDatabase.OpenAsync(builder.Configuration, Folders.Local(builder.Environment.ContentRootPath));
    await database.CheckAsync(builder.Configuration.GetValue<bool>("Database:AllowUnsafe"));
    builder.AddMutualAidWeb(database);

    await using var app = builder.Build();
    app.UseMutualAidWeb();
    await using (var scope = app.Services.CreateAsyncScope())
    {
        await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().PrepareAsync();
    }

    if (asked is { } command)
    {
        return await command.Command.Run(app.Services, command.Words, CancellationToken.None);
    }

    await app.StartAsync();
    if (app.Environment.IsDevelopment())
    {
        await Greeting.PrintAsync(app);
    }

    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception stopped) when (PlainSentence.For(stopped) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>The web host; named so that tests can start it.</summary>
public partial class Program;
