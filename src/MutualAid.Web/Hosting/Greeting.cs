using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Demo;
using MutualAid.Core.Members;

namespace MutualAid.Web.Hosting;

/// <summary>What the terminal says once the site is up: the address, whom to sign in as, how to stop.</summary>
public sealed class Greeting
{
    private readonly IReadOnlyList<DemoPerson> people;
    private readonly string? administratorKey;

    private Greeting(IReadOnlyList<DemoPerson> people, string? administratorKey) => (this.people, this.administratorKey) = (people, administratorKey);

    /// <summary>
    /// Fills an empty database with the demo neighbourhood, or, when the settings say that the network starts empty, makes the first administrator's link.
    /// </summary>
    public static async Task<Greeting> PrepareAsync(IServiceProvider services, IConfiguration configuration, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var people = configuration.GetValue("Demo:Fill", defaultValue: true)
            ? await scope.ServiceProvider.GetRequiredService<DemoNeighbourhood>().FillIfEmptyAsync(ct)
            : [];
        var key = configuration.GetValue<bool>("FirstAdministrator")
            && !await scope.ServiceProvider.GetRequiredService<MutualAidDb>().RoleGrants.AnyAsync(g => g.Role == Role.Administrator, ct)
            ? await scope.ServiceProvider.GetRequiredService<AccountService>().MakeFirstAdministratorLinkAsync(ct)
            : null;
        return new Greeting(people, key);
    }

    /// <summary>The lines to print for the site that has started.</summary>
    public string For(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var lines = new List<string> { "", $"MutualAid is at {address}", "" };
        if (people.Count > 0)
        {
            lines.AddRange(["Sign in there as one of these people:", .. people.Select(p => $"  {p.Email,-26} {p.Password,-18} {p.Name}, {p.Role}"), ""]);
        }

        if (administratorKey is not null)
        {
            lines.AddRange([$"The first administrator signs up here, once, within two days: {address}/welcome/{administratorKey}", ""]);
        }

        lines.Add("Stop it with Ctrl+C.");
        return string.Join(Environment.NewLine, lines);
    }
}
