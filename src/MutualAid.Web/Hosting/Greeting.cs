using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Demo;
using MutualAid.Core.Members;

namespace MutualAid.Web.Hosting;

/// <summary>What the terminal says once the site is up: the address, how to get in, how to stop.</summary>
public static class Greeting
{
    public static async Task PrintAsync(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var lines = new List<string> { "", $"MutualAid is at {address}" };
        if (app.Configuration.GetValue<bool>("FirstAdministrator"))
        {
            lines.AddRange(await FirstAdministratorAsync(app, address));
        }

        if (app.Configuration.GetValue("Demo:Fill", app.Environment.IsDevelopment()))
        {
            lines.AddRange(await DemoPeopleAsync(app));
        }

        lines.Add("Stop it with Ctrl+C.");
        await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, lines));
    }

    private static async Task<string[]> FirstAdministratorAsync(WebApplication app, string? address)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<MutualAidDb>().RoleGrants.AnyAsync(g => g.Role == Core.Common.Role.Administrator))
        {
            return [];
        }

        var key = await scope.ServiceProvider.GetRequiredService<AccountService>().MakeFirstAdministratorLinkAsync();
        return [$"The first administrator signs up here, once, within two days: {address}/welcome/{key}"];
    }

    // An empty database becomes a lively neighbourhood; one with people of its own stays as it is, and names nobody.
    private static async Task<IEnumerable<string>> DemoPeopleAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var people = await scope.ServiceProvider.GetRequiredService<DemoNeighbourhood>().FillIfEmptyAsync();
        return people.Count == 0
            ? []
            : [$"Sign in as one of these; the password is: {DemoNeighbourhood.Password}", .. people.Select(p => $"  {p.Email,-32} {p.Name}, {p.Role}")];
    }
}
