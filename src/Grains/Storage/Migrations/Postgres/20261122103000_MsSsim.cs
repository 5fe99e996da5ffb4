using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MsSsim : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "ms_ssim",
                table: "swd_untrained",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "ms_ssim",
                table: "swd_floors",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "ms_ssim",
                table: "swd",
                type: "double precision",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ms_ssim",
                table: "swd_untrained");

            migrationBuilder.DropColumn(
                name: "ms_ssim",
                table: "swd_floors");

            migrationBuilder.DropColumn(
                name: "ms_ssim",
                table: "swd");
        }
    }
}
