using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace MutualAid.Web.Hosting;

/// <summary>Serilog behind ILogger: JSON lines in production, readable lines elsewhere.</summary>
public static class Logs
{
    // The framework's line about a start that did not work; Program says why in a sentence, or throws what nobody expected.
    private const string DidNotStart = "Hosting failed to start";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var setup = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)

            // Says on every page with a form that such pages are not cached, which is meant.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Error)

            // A rule of the database that refuses is an answer, not an error; what nobody expected is logged by the error page.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
            .Filter.ByExcluding(line => line.MessageTemplate.Text == DidNotStart)
            .Enrich.With<WithoutAddresses>()
            .ReadFrom.Configuration(builder.Configuration);
        setup = builder.Environment.IsProduction()
            ? setup.WriteTo.Console(new JsonFormatter(renderMessage: true))
            : setup.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(setup.CreateLogger(), dispose: true);
    }
}

/// <summary>The framework adds the asked-for address to every line of a request. A private page's key is part of its address, so it goes.</summary>
public sealed class WithoutAddresses : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        logEvent.RemovePropertyIfPresent("RequestPath");
        logEvent.RemovePropertyIfPresent("Path");
        logEvent.RemovePropertyIfPresent("QueryString");
    }
}
