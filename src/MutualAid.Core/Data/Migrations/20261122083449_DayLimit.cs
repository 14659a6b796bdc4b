using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class DayLimit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "helper_active_near",
                table: "helper_profile");

            migrationBuilder.DropIndex(
                name: "helper_active_reach",
                table: "helper_profile");

            migrationBuilder.AddColumn<int>(
                name: "most_a_day",
                table: "helper_profile",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "helper_active_near",
                table: "helper_profile",
                column: "point",
                filter: "active")
                .Annotation("Npgsql:IndexInclude", new[] { "member_id", "kinds", "hours", "radius", "weekly_capacity", "vetting", "checked_until", "rest_until", "most_a_day" })
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "helper_active_reach",
                table: "helper_profile",
                column: "reach",
                filter: "active")
                .Annotation("Npgsql:IndexInclude", new[] { "member_id", "kinds", "hours", "radius", "weekly_capacity", "vetting", "checked_until", "rest_until", "most_a_day", "point" })
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.AddCheckConstraint(
                name: "helper_most_a_day_in_range",
                table: "helper_profile",
                sql: "most_a_day BETWEEN 1 AND 6");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "helper_active_near",
                table: "helper_profile");

            migrationBuilder.DropIndex(
                name: "helper_active_reach",
                table: "helper_profile");

            migrationBuilder.DropCheckConstraint(
                name: "helper_most_a_day_in_range",
                table: "helper_profile");

            migrationBuilder.DropColumn(
                name: "most_a_day",
                table: "helper_profile");

            migrationBuilder.CreateIndex(
                name: "helper_active_near",
                table: "helper_profile",
                column: "point",
                filter: "active")
                .Annotation("Npgsql:IndexInclude", new[] { "member_id", "kinds", "hours", "radius", "weekly_capacity", "vetting", "checked_until", "rest_until" })
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "helper_active_reach",
                table: "helper_profile",
                column: "reach",
                filter: "active")
                .Annotation("Npgsql:IndexInclude", new[] { "member_id", "kinds", "hours", "radius", "weekly_capacity", "vetting", "checked_until", "rest_until", "point" })
                .Annotation("Npgsql:IndexMethod", "gist");
        }
    }
}
