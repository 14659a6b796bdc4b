using System.Net;
using FluentAssertions;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests;

public sealed class HealthTests : DatabaseTest
{
    [Fact]
    public async Task A_network_whose_keys_do_not_open_its_newest_facts_is_alive_and_not_ready()
    {
        await using var app = new TestApp(Database, Clock);
        using var client = app.CreateClient();
        (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);

        var people = new Neighbourhood(Database, Clock);
        var need = await people.NeedAsync((await people.MemberAsync()).Id);
        var foreign = Directory.CreateTempSubdirectory("ma-keys-");
        await using (var db = Database.Context())
        {
            new AddressBook(db, KeyRing.Open(foreign.FullName), new NetworkQueries(db), Clock).Write(need.AskerId, need.Id, "07700 900 118", null, null, Now);
            await db.SaveChangesAsync();
        }

        foreign.Delete(recursive: true);
        (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
