using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace MutualAid.Web.Hosting;

/// <summary>Serilog behind ILogger: JSON lines in production, readable lines elsewhere.</summary>
public static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var setup = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
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
