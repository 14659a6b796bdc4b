using MutualAid.Core.Data;
using MutualAid.Core.Places;
using MutualAid.Web;
using MutualAid.Web.Hosting;
using MutualAid.Web.Hosting.Commands;

var asked = CommandTable.Read(args);
if (asked.Sentence is { } said)
{
    await (asked.ExitCode == 0 ? Console.Out : Console.Error).WriteLineAsync(said);
    return asked.ExitCode;
}

using var interruption = new Interruption();
try
{
    var builder = WebApplication.CreateBuilder(asked.Command is null ? args : []);
    await using var database = await AppDatabase.OpenAsync(builder.Configuration, Folders.Local(builder.Environment.ContentRootPath), interruption.Token);
    await database.CheckAsync(builder.Configuration.GetValue<bool>("Database:AllowUnsafe"), interruption.Token);
    builder.AddMutualAidWeb(database);

    await using var app = builder.Build();
    app.UseMutualAidWeb();
    await using (var scope = app.Services.CreateAsyncScope())
    {
        await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().PrepareAsync(interruption.Token);
        await scope.ServiceProvider.GetRequiredService<KeyProof>().DemandAsync(interruption.Token);
    }

    if (asked.Command is { } command)
    {
        return await command.Run(app.Services, asked.Words, interruption.Token);
    }

    var greeting = app.Environment.IsDevelopment() ? await Greeting.PrepareAsync(app.Services, app.Configuration, interruption.Token) : null;
    try
    {
        await app.StartAsync(interruption.Token);
    }
    catch
    {
        // What runs in the background had started already.
        await app.StopAsync();
        throw;
    }

    if (greeting is not null)
    {
        await Console.Out.WriteLineAsync(greeting.For(app));
    }

    await app.WaitForShutdownAsync(interruption.Token);
    return 0;
}
catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Stopped before it was through.");
    return Interruption.ExitCode;
}
catch (Exception stopped) when (PlainSentence.For(stopped) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>The web host; named so that tests can start it.</summary>
public partial class Program;
