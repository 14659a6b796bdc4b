using System.Collections.Concurrent;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MutualAid.TestKit;
using MutualAid.Web.Tests.Needs;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace MutualAid.Web.Tests.House;

public sealed class LogTests : DatabaseTest
{
    [Fact]
    public async Task Nothing_a_person_typed_and_no_private_key_is_ever_logged()
    {
        var heard = new Ear();
        await using var app = new TestApp(Database, Clock, services => services.AddSingleton<ILoggerProvider>(heard));
        var people = new Neighbourhood(Database, Clock);
        var helper = await app.SignInAsync(await people.HelperAsync("Yusufname"));

        var sent = await Asking.SendAsync(app.Visitor());
        var link = Asking.LinkOf(sent);
        await app.Visitor().GetAsync(link);
        await app.Visitor().GetAsync("/needs/post?words=somethingtyped");
        var refused = app.Visitor();
        await refused.SubmitAsync(await refused.GetAsync("/sign-in"), "form[data-form=sign-in]", new() { ["Input.Email"] = "typed@example.org", ["Input.Password"] = "typed secret words" });
        await helper.GetAsync("/needs");
        heard.Lines.Enqueue($"Planted: {Asking.Phone}");

        var lines = string.Join('\n', heard.Lines);
        lines.Should().Contain(Asking.Phone, "what is planted is found").And.Contain("GET needs 200", "the ear hears what is logged");
        lines = lines.Replace($"Planted: {Asking.Phone}", "", StringComparison.Ordinal);
        foreach (var mark in new[] { Asking.Phone, Asking.Address, "third floor", "Samira", "Yusufname", "blue bell", "somethingtyped", "typed@example.org", "typed secret", link["/status/".Length..] })
        {
            lines.Should().NotContain(mark);
        }
    }

    [Fact]
    public void The_address_that_was_asked_for_is_taken_out_of_every_line()
    {
        var lines = new List<LogEvent>();
        using var log = new Serilog.LoggerConfiguration().Enrich.With<MutualAid.Web.Hosting.WithoutAddresses>().WriteTo.Sink(new Sink(lines)).CreateLogger();

        log.ForContext("RequestPath", "/status/secret-key").ForContext("RequestId", "1").Information("Something happened");

        lines.Should().ContainSingle().Which.Properties.Keys.Should().Equal("RequestId");
    }

    private sealed class Sink(List<LogEvent> lines) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => lines.Add(logEvent);
    }

    // Hears what the settings let through: everything of ours, and of the framework what is a warning or worse.
    private sealed class Ear : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) =>
            new Listener(Lines, categoryName.StartsWith("Microsoft", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information);

        public void Dispose()
        {
        }
    }

    private sealed class Listener(ConcurrentQueue<string> lines, LogLevel lowest) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
