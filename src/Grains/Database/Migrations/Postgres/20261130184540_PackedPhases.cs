using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PackedPhases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "packing",
                table: "workers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "lease_others",
                table: "phases",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "packing",
                table: "workers");

            migrationBuilder.DropColumn(
                name: "lease_others",
                table: "phases");
        }
    }
}
