variable "name" {
  description = "In front of the name of everything that is made."
  type        = string
  default     = "convoscope"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,20}$", var.name))
    error_message = "name: 3 to 21 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "vpc_id" {
  description = "The network that everything is in."
  type        = string
}

variable "private_subnet_ids" {
  description = "Subnets without a way in from outside, in three zones."
  type        = list(string)
  validation {
    condition     = length(var.private_subnet_ids) >= 3
    error_message = "private_subnet_ids: three subnets or more, one a zone; Kafka keeps a copy in each."
  }
}

variable "size" {
  description = "small, medium or large: how many and how large nodes and brokers are (costs.md)."
  type        = string
  default     = "small"
  validation {
    condition     = contains(["small", "medium", "large"], var.size)
    error_message = "size: small, medium or large."
  }
}

variable "kubernetes_version" {
  description = "Version of the cluster; the chart is tested with 1.31 to 1.35."
  type        = string
  default     = "1.34"
}

variable "namespace" {
  description = "Namespace of the release, whose service accounts may use the bucket."
  type        = string
  default     = "convoscope"
}

variable "api_access_cidrs" {
  description = "Who may reach the API of the cluster from outside; empty: nobody."
  type        = list(string)
  default     = []
  validation {
    condition     = !contains(var.api_access_cidrs, "0.0.0.0/0")
    error_message = "api_access_cidrs: not the whole world."
  }
}

variable "deletion_protection" {
  description = "Whether what holds data refuses to be destroyed."
  type        = bool
  default     = true
}
