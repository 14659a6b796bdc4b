using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class NeedsNear : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_looking_near",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "need_looking_area_alone",
                table: "need",
                columns: new[] { "area_id", "posted_at", "id" },
                filter: "looking AND point IS NULL");

            migrationBuilder.CreateIndex(
                name: "need_looking_near",
                table: "need",
                column: "point",
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "id", "asker_id", "urgency", "posted_at", "languages" })
                .Annotation("Npgsql:IndexMethod", "gist");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_looking_area_alone",
                table: "need");

            migrationBuilder.DropIndex(
                name: "need_looking_near",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "need_looking_near",
                table: "need",
                column: "point",
                filter: "looking")
                .Annotation("Npgsql:IndexMethod", "gist");
        }
    }
}
